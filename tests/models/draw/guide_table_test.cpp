#include "models/draw/guide_table.hpp"

#include <gtest/gtest.h>
#include <hwy/highway.h>
#include <hwy/targets.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/frequency/frequency.hpp"
#include "sim/base/random.hpp"

namespace riskpool {
namespace {

std::vector<double> const simple{0, 1, 0, 3, 4};  // F = 0, 1/8, 1/8, 1/2, 1

TEST(GuideTable, AnswersTheSmallestCountWhoseCdfReachesU) {
    GuideTable const table(10, simple);
    EXPECT_EQ(table.draw(0x1p-53), 11u);
    EXPECT_EQ(table.draw(0.125), 11u);
    EXPECT_EQ(table.draw(std::nextafter(0.125, 1)), 13u);
    EXPECT_EQ(table.draw(0.5), 13u);
    EXPECT_EQ(table.draw(std::nextafter(0.5, 1)), 14u);
    EXPECT_EQ(table.draw(1 - 0x1p-53), 14u);
    EXPECT_EQ(table.draw(1), 14u);
    EXPECT_EQ(table.draw(0), 10u);
}

TEST(GuideTable, KnowsItsCdfRangeAndMoments) {
    GuideTable const table(10, simple);
    EXPECT_EQ(table.lowest(), 10u);
    EXPECT_EQ(table.highest(), 14u);
    EXPECT_EQ(table.cdf(9), 0);
    EXPECT_EQ(table.cdf(12), 0.125);
    EXPECT_EQ(table.cdf(13), 0.5);
    EXPECT_EQ(table.cdf(99), 1);
    EXPECT_DOUBLE_EQ(table.mean(), (11 * 1 + 13 * 3 + 14 * 4) / 8.0);
    EXPECT_DOUBLE_EQ(table.variance(), (121 * 1 + 169 * 3 + 196 * 4) / 8.0 - 13.25 * 13.25);
}

TEST(GuideTable, KeepsTheTinyTailOnEitherSide) {
    std::vector<double> const weights{0x1p-50, 1, 0x1p-50};
    GuideTable const table(0, weights);
    EXPECT_EQ(table.draw(0x1p-51), 0u);
    EXPECT_EQ(table.draw(0x1p-49), 1u);
    EXPECT_EQ(table.draw(1 - 0x1p-49), 1u);
    EXPECT_EQ(table.draw(1 - 0x1p-51), 2u);
}

TEST(GuideTable, TabulatesALawGivenByItsRatios) {
    // Geometric with ratio 1/2 from 3 on: F(3 + i) = 1 - 2^-(i + 1), exact in binary.
    GuideTable const table(CountLaw{.mode = 3, .lowest = 3, .ratio = [](std::uint32_t) { return 0.5; }});
    EXPECT_EQ(table.lowest(), 3u);
    EXPECT_GT(table.highest(), 3u + 60);
    for (std::uint32_t i = 0; i < 50; ++i) {
        double const f = 1 - std::ldexp(1.0, -static_cast<int>(i) - 1);
        EXPECT_EQ(table.draw(std::nextafter(f, 0)), 3 + i);
        EXPECT_EQ(table.draw(std::nextafter(f, 1)), 4 + i);
    }
    EXPECT_DOUBLE_EQ(table.mean(), 4);
    EXPECT_DOUBLE_EQ(table.variance(), 2);
}

TEST(GuideTable, RefusesWhatIsNoLaw) {
    double const nan = std::numeric_limits<double>::quiet_NaN();
    auto const of_weights = [](std::vector<double> const& weights) { return GuideTable(0, weights); };
    EXPECT_THROW(of_weights({}), std::invalid_argument);
    EXPECT_THROW(of_weights({0, 0}), std::invalid_argument);
    EXPECT_THROW(of_weights({1, -0.1}), std::invalid_argument);
    EXPECT_THROW(of_weights({1, nan}), std::invalid_argument);
    EXPECT_THROW(of_weights({1, std::numeric_limits<double>::infinity()}), std::invalid_argument);
    EXPECT_THROW(GuideTable(std::numeric_limits<std::uint32_t>::max(), std::vector<double>{1, 1}),
                 std::invalid_argument);
    auto const of_ratio = [](double r) { return GuideTable(CountLaw{.ratio = [r](std::uint32_t) { return r; }}); };
    EXPECT_NO_THROW(of_ratio(0.5));
    EXPECT_THROW(of_ratio(-0.5), std::invalid_argument);
    EXPECT_THROW(of_ratio(nan), std::invalid_argument);
    EXPECT_THROW(of_ratio(1.0), std::invalid_argument);  // never ends
    EXPECT_THROW(GuideTable(CountLaw{.mode = 2, .highest = 1, .ratio = {}}), std::invalid_argument);
}

TEST(GuideTable, SaysWhenALawIsTooWide) {
    try {
        static_cast<void>(compile(NegativeBinomial{1e7, 0.5}));
        FAIL() << "made a table of " << GuideTable::max_size << " counts or more";
    } catch (std::invalid_argument const& fault) {
        EXPECT_NE(std::string(fault.what()).find("spreads over more than"), std::string::npos) << fault.what();
    }
}

TEST(GuideTable, HashTellsTablesApart) {
    EXPECT_EQ(compile(Poisson{10}).hash(), compile(Poisson{10}).hash());
    EXPECT_NE(compile(Poisson{10}).hash(), compile(Poisson{std::nextafter(10.0, 11.0)}).hash());
    EXPECT_NE(GuideTable(0, simple).hash(), GuideTable(1, simple).hash());
}

/// Runs each test at one level of vector instructions, or skips it where the processor has not got it.
class GuideTableBatch : public testing::TestWithParam<std::int64_t> {
protected:
    void SetUp() override {
        if ((hwy::SupportedTargets() & GetParam()) == 0) GTEST_SKIP() << "not on this processor";
        choose(GetParam());
    }
    void TearDown() override { choose(0); }

private:
    static void choose(std::int64_t target) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
};

std::string level_name(testing::TestParamInfo<std::int64_t> const& level) {
    return hwy::TargetName(level.param);
}

INSTANTIATE_TEST_SUITE_P(EachLevel, GuideTableBatch, testing::Values(HWY_SSSE3, HWY_AVX2, HWY_AVX3), level_name);

std::vector<GuideTable> tables() {
    std::vector<GuideTable> all;
    for (Frequency const& law : std::vector<Frequency>{Poisson{0}, Poisson{1e-9}, Poisson{0.5}, Poisson{10},
                                                       Poisson{1e3}, Poisson{1e6}, NegativeBinomial{3, 0.3},
                                                       NegativeBinomial{1e4, 2}, Binomial{20, 0.3}, Bernoulli{0.01}}) {
        all.push_back(compile(law));
    }
    all.emplace_back(4'000'000'000u, simple);  // counts beyond 2^31
    all.emplace_back(GuideTable(7, std::vector<double>(100'000, 1.0)));
    return all;
}

TEST_P(GuideTableBatch, AnswersAsOneByOne) {
    for (GuideTable const& table : tables()) {
        std::vector<double> u{0, 1, 0x1p-53, 1 - 0x1p-53, 0.5};
        for (std::uint32_t n = table.lowest(); n <= table.highest() && n < table.lowest() + 3000; ++n) {
            double const f = table.cdf(n);
            for (double each : {std::nextafter(f, 0), f, std::nextafter(f, 1)}) u.push_back(std::min(each, 1.0));
        }
        for (std::uint32_t i = 0; i < 20'000; ++i) u.push_back(uniform({5, 5}, {i, 0}, 0));
        std::vector<std::uint32_t> counts(u.size(), 12345);
        table.draw(u, counts);
        for (std::size_t i = 0; i < u.size(); ++i) ASSERT_EQ(counts[i], table.draw(u[i])) << "u = " << u[i];
    }
}

TEST_P(GuideTableBatch, TakesAnyNumberOfDrawsAndTouchesNoOther) {
    GuideTable const table = compile(Poisson{4});
    for (std::size_t size = 0; size < 40; ++size) {
        std::vector<double> u(size);
        for (std::size_t i = 0; i < size; ++i) u[i] = uniform({5, 6}, {i, 0}, 0);
        std::vector<std::uint32_t> counts(size + 1, 999);
        table.draw(u, std::span(counts).first(size));
        for (std::size_t i = 0; i < size; ++i) EXPECT_EQ(counts[i], table.draw(u[i]));
        EXPECT_EQ(counts[size], 999u);
    }
}

}  // namespace
}  // namespace riskpool
