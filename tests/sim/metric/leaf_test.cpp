#include "sim/metric/leaf.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

namespace riskpool {
namespace {

// Losses with many zeros and some negative results.
std::vector<double> losses(std::uint64_t seed, std::size_t count) {
    std::mt19937_64 engine(seed);
    std::lognormal_distribution<double> size(10, 2);
    std::vector<double> values(count);
    for (double& x : values) {
        const auto kind = engine() % 8;
        x = kind < 3 ? 0 : kind == 3 ? -size(engine) : size(engine);
    }
    return values;
}

double tree(std::array<double, 8> const& s) {
    return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

// Sums of the first four powers of some values, how many lie above 0, and the largest.
struct PowerSums {
    double s1 = 0, s2 = 0, s3 = 0, s4 = 0;
    std::uint64_t positive = 0;
    double maximum = -std::numeric_limits<double>::infinity();
};

// The documented order, written out one value at a time.
PowerSums plain_powers(std::span<double const> values) {
    std::array<double, 8> s1{}, s2{}, s3{}, s4{};
    PowerSums sums;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double x = values[i];
        s1[i % 8] += x;
        s2[i % 8] += x * x;
        s3[i % 8] += x * x * x;
        s4[i % 8] += (x * x) * (x * x);
        sums.positive += x > 0 ? 1 : 0;
        sums.maximum = std::max(sums.maximum, x);
    }
    sums.s1 = tree(s1);
    sums.s2 = tree(s2);
    sums.s3 = tree(s3);
    sums.s4 = tree(s4);
    return sums;
}

SeriesSums sums_of(std::span<double const> values, std::uint32_t years) {
    SeriesSums sums;
    const std::size_t leaf = leaf_trials * years;
    for (std::size_t i = 0; i < values.size(); i += leaf) {
        sums.add_leaf(values.subspan(i, std::min(leaf, values.size() - i)), years);
    }
    return sums;
}

TEST(SumLeaf, HasOneZeroAsLargestValue) {
    for (auto const& each : {std::vector{-0.0, -1.0}, std::vector{-0.0, 0.0}, std::vector(16, -0.0)}) {
        EXPECT_FALSE(std::signbit(sum_leaf(each, 1).maximum));
    }
    EXPECT_EQ(sum_leaf(std::vector{-3.0, -1.0}, 1).maximum, -1);
    EXPECT_EQ(sum_leaf({}, 1).maximum, -std::numeric_limits<double>::infinity());
}

TEST(SumLeaf, AgreesWithItsPlainFormBitForBit) {
    for (std::uint32_t const years : {1U, 2U, 10U, 33U}) {
        for (std::size_t trials = 0; trials <= 70; ++trials) {
            const std::vector<double> values = losses(trials + years, trials * years);
            EXPECT_EQ(sum_leaf(values, years), sum_leaf_plain(values, years)) << trials << " trials, " << years;
        }
    }
}

TEST(SumLeaf, OfOneYearIsItsPowers) {
    for (std::size_t count = 0; count < 200; ++count) {
        const std::vector<double> values = losses(count, count);
        const PowerSums powers = plain_powers(values);
        const LeafSums leaf = sum_leaf(values, 1);
        EXPECT_EQ(leaf.total, powers.s1);
        EXPECT_EQ(leaf.square, powers.s2);
        EXPECT_EQ(leaf.total_square, powers.s2);
        EXPECT_EQ(leaf.total_times_square, powers.s3);
        EXPECT_EQ(leaf.square_square, powers.s4);
        EXPECT_EQ(leaf.positive, powers.positive);
        EXPECT_EQ(leaf.positive_squares, powers.positive);
        EXPECT_EQ(leaf.maximum, powers.maximum);
        EXPECT_EQ(leaf.trials, count);
        EXPECT_EQ(leaf.years, 1);
    }
}

TEST(SumLeaf, OfSeveralYearsTakesTotalsAndSquaresTrialByTrial) {
    for (std::uint32_t const years : {2U, 3U, 7U}) {
        for (std::size_t const trials : {1U, 8U, 13U, 64U}) {
            const std::vector<double> values = losses(years, trials * years);
            std::array<double, 8> t1{}, q1{}, tt{}, tq{}, qq{};
            std::uint64_t positive = 0, positive_squares = 0;
            for (std::size_t trial = 0; trial < trials; ++trial) {
                double t = 0, q = 0;
                std::uint64_t above = 0;
                for (std::size_t year = 0; year < years; ++year) {
                    const double x = values[trial * years + year];
                    t += x;
                    q += x * x;
                    above += x > 0 ? 1 : 0;
                }
                t1[trial % 8] += t;
                q1[trial % 8] += q;
                tt[trial % 8] += t * t;
                tq[trial % 8] += t * q;
                qq[trial % 8] += q * q;
                positive += above;
                positive_squares += above * above;
            }
            const LeafSums leaf = sum_leaf(values, years);
            EXPECT_EQ(leaf.total, tree(t1));
            EXPECT_EQ(leaf.square, tree(q1));
            EXPECT_EQ(leaf.total_square, tree(tt));
            EXPECT_EQ(leaf.total_times_square, tree(tq));
            EXPECT_EQ(leaf.square_square, tree(qq));
            EXPECT_EQ(leaf.positive, positive);
            EXPECT_EQ(leaf.positive_squares, positive_squares);
            EXPECT_EQ(leaf.maximum, *std::max_element(values.begin(), values.end()));
            EXPECT_EQ(leaf.trials, trials);
            EXPECT_EQ(leaf.years, years);
        }
    }
}

TEST(SeriesSums, OfPartsThatBeginAtLeavesAreThoseOfTheWhole) {
    std::mt19937_64 engine(7);
    for (std::uint32_t const years : {1U, 5U}) {
        const std::vector<double> values = losses(8 + years, (100 * leaf_trials + 17) * years);
        const SeriesSums whole = sums_of(values, years);
        for (int repeat = 0; repeat < 20; ++repeat) {
            std::vector<SeriesSums> parts;
            std::size_t begin = 0;
            while (begin < values.size()) {
                const std::size_t length = (1 + engine() % 40) * leaf_trials * years;
                const std::size_t end = std::min(values.size(), begin + length);
                parts.push_back(sums_of(std::span(values).subspan(begin, end - begin), years));
                begin = end;
            }
            std::shuffle(parts.begin(), parts.end(), engine);
            SeriesSums merged;
            for (SeriesSums const& part : parts) merged.merge(part);
            EXPECT_EQ(merged, whole);
            EXPECT_EQ(merged.total(), whole.total());
            EXPECT_EQ(merged.square_square(), whole.square_square());
        }
        EXPECT_EQ(whole.trials(), 100 * leaf_trials + 17);
        EXPECT_EQ(whole.years(), years);
    }
}

TEST(SeriesSums, AgreeWithExactSumsOfTheValues) {
    const std::vector<double> values = losses(9, 5000);
    ExactSum total, square;
    for (double const x : values) {
        total.add(x);
        square.add(x * x);
    }
    const SeriesSums sums = sums_of(values, 5);
    EXPECT_NEAR(sums.total(), total.value(), 1e-12 * std::abs(total.value()));
    EXPECT_NEAR(sums.square(), square.value(), 1e-13 * square.value());
    EXPECT_EQ(sums.trials(), 1000);
}

}  // namespace
}  // namespace riskpool
