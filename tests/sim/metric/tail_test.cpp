#include "sim/metric/tail.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <csignal>
#include <functional>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace riskpool {
namespace {

const std::filesystem::path temporary = std::filesystem::temp_directory_path();
constexpr std::size_t large_budget = std::size_t{1} << 24;
constexpr std::size_t tiny_budget = 2048;  // 256 values

// A third zeros of both signs, an atom as of a layer's limit, negative results, and a heavy tail.
std::vector<double> values_of(std::uint64_t seed, std::size_t count) {
    std::mt19937_64 engine(seed);
    std::lognormal_distribution<double> size(10, 2);
    std::vector<double> values(count);
    for (double& x : values) {
        switch (engine() % 9) {
            case 0:
            case 1: x = 0; break;
            case 2: x = -0.0; break;
            case 3: x = 40'000; break;
            case 4: x = -size(engine); break;
            default: x = size(engine);
        }
    }
    return values;
}

std::vector<double> largest(std::vector<double> values, std::size_t keep) {
    for (double& x : values) x += 0.0;
    std::sort(values.begin(), values.end(), std::greater<>());
    values.resize(std::min(keep, values.size()));
    return values;
}

std::vector<std::uint64_t> bits(std::vector<double> const& values) {
    std::vector<std::uint64_t> all;
    for (double const x : values) all.push_back(std::bit_cast<std::uint64_t>(x));
    return all;
}

const std::size_t keeps[] = {0, 1, 5, 64, 128, 129, 1000, 5000, 13'000, 17'000, 19'999, 20'000, 30'000};

TEST(Tail, KeepsTheLargestValuesExactly) {
    const std::vector<double> values = values_of(1, 20'000);
    for (std::size_t const keep : keeps) {
        for (std::size_t const budget : {large_budget, tiny_budget}) {
            Tail tail(keep, temporary, budget);
            tail.add(values);
            EXPECT_EQ(bits(tail.take_descending()), bits(largest(values, keep))) << keep << ' ' << budget;
        }
    }
}

TEST(Tail, KeepsValuesThatLieOnTheBordersOfItsBuckets) {
    // Small whole numbers and their opposites have few bits: each is the least of its bucket, or the largest.
    std::mt19937_64 engine(8);
    std::vector<double> values(100'000);
    for (double& x : values) x = static_cast<double>(engine() % 65) - 32;
    for (std::size_t const keep : {300U, 1000U, 2000U, 5000U, 60'000U}) {
        Tail tail(keep, temporary, tiny_budget);
        tail.add(values);
        EXPECT_EQ(tail.take_descending(), largest(values, keep)) << keep;
    }
}

TEST(Tail, GoesToDiskOnlyWhenItDoesNotFitTheBudget) {
    const std::vector<double> values = values_of(2, 20'000);
    Tail roomy(5000, temporary, large_budget), tight(5000, temporary, tiny_budget), small(100, temporary, tiny_budget);
    for (Tail* tail : {&roomy, &tight, &small}) tail->add(values);
    EXPECT_EQ(roomy.spilled(), 0);
    EXPECT_GT(tight.spilled(), 0);
    EXPECT_EQ(small.spilled(), 0);
    EXPECT_EQ(bits(tight.take_descending()), bits(roomy.take_descending()));
}

TEST(Tail, DropsOnItsWayWhatCannotMatter) {
    std::mt19937_64 engine(3);
    std::lognormal_distribution<double> size(10, 2);
    std::vector<double> values(200'000);
    for (double& x : values) x = size(engine);
    Tail tail(1000, temporary, tiny_budget);
    tail.add(values);
    // Records over a 1000th largest value: about 1000 (1 + log(200)); a bucket is a sixteenth of an octave wide.
    EXPECT_LT(tail.spilled(), 10'000);
    EXPECT_EQ(tail.take_descending(), largest(values, 1000));
}

TEST(Tail, IsTheSameInAnyOrderAndHoweverSplit) {
    std::mt19937_64 engine(4);
    std::vector<double> values = values_of(5, 20'000);
    for (std::size_t const keep : {50U, 1000U, 18'000U}) {
        const auto expected = bits(largest(values, keep));
        for (int repeat = 0; repeat < 5; ++repeat) {
            std::shuffle(values.begin(), values.end(), engine);
            std::vector<Tail> parts;
            for (std::size_t begin = 0; begin < values.size();) {
                const std::size_t length = std::min<std::size_t>(1 + engine() % 9000, values.size() - begin);
                parts.emplace_back(keep, temporary, engine() % 2 == 0 ? tiny_budget : large_budget);
                parts.back().add(std::span(values).subspan(begin, length));
                begin += length;
            }
            std::shuffle(parts.begin(), parts.end(), engine);
            Tail merged(keep, temporary, tiny_budget);
            for (Tail const& part : parts) merged.merge(part);
            EXPECT_EQ(bits(merged.take_descending()), expected);
        }
    }
}

TEST(Tail, RefusesToGrowFromAShorterOne) {
    Tail longer(10);
    EXPECT_THROW(longer.merge(Tail(9)), std::invalid_argument);
    EXPECT_NO_THROW(longer.merge(Tail(11)));
}

TEST(Tail, IsEmptyAfterItWasTaken) {
    Tail tail(3);
    tail.add(std::vector{1.0, 0.0, 2.0, 5.0});
    EXPECT_EQ(tail.take_descending(), (std::vector{5.0, 2.0, 1.0}));
    EXPECT_TRUE(tail.take_descending().empty());
    tail.add(std::vector{4.0});
    EXPECT_EQ(tail.take_descending(), std::vector{4.0});
}

TEST(Tail, IgnoresNaN) {
    Tail tail(3);
    tail.add(std::vector{1.0, std::numeric_limits<double>::quiet_NaN(), 2.0});
    EXPECT_EQ(tail.take_descending(), (std::vector{2.0, 1.0}));
}

TEST(Tail, LeavesNoFileBehind) {
    const std::filesystem::path folder = temporary / "riskpool-tail-test";
    std::filesystem::create_directory(folder);
    Tail tail(20'000, folder, tiny_budget);
    tail.add(values_of(6, 20'000));
    EXPECT_GT(tail.spilled(), 0);
    EXPECT_TRUE(std::filesystem::is_empty(folder));
    std::filesystem::remove(folder);
}

std::string failure_of(Tail& tail) {
    try {
        tail.add(values_of(7, 20'000));
    } catch (std::runtime_error const& error) {
        return error.what();
    }
    return "";
}

TEST(Tail, NamesTheFolderItCannotWriteTo) {
    Tail tail(20'000, "/no/such/folder", tiny_budget);
    const std::string message = failure_of(tail);
    EXPECT_NE(message.find("/no/such/folder"), std::string::npos) << message;
    EXPECT_NE(message.find("No such file or directory"), std::string::npos) << message;
}

TEST(Tail, SaysWhyWritingFailed) {
    // A limit on the size of files stands in for a full disk.
    auto* const before = std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old), 0);
    rlimit tight = old;
    tight.rlim_cur = 5000;
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &tight), 0);
    Tail tail(20'000, temporary, tiny_budget);
    const std::string message = failure_of(tail);
    setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, before);
    EXPECT_NE(message.find(temporary.string()), std::string::npos) << message;
    EXPECT_NE(message.find("File too large"), std::string::npos) << message;
}

}  // namespace
}  // namespace riskpool
