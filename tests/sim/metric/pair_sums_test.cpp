#include "sim/metric/pair_sums.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/base/math/normal.hpp"
#include "sim/base/random.hpp"
#include "sim/metric/leaf.hpp"

namespace riskpool {
namespace {

using Values = std::vector<double>;

PairSums sums_of(Values const& x, Values const& y, std::uint32_t years = 1) {
    PairSums sums;
    const std::size_t step = leaf_trials * years;
    LeafSigns a, b;
    for (std::size_t i = 0; i < x.size(); i += step) {
        const std::size_t n = std::min(step, x.size() - i);
        const auto of = [&](Values const& values) { return std::span(values).subspan(i, n); };
        a.find(of(x), years);
        b.find(of(y), years);
        sums.add(pair_leaf(of(x), of(y), years, a, b));
    }
    return sums;
}

/// Two normal columns of correlation r, from streams of a fixed seed.
std::pair<Values, Values> normals(double r, std::uint64_t first, std::size_t n) {
    Values x, y;
    for (std::uint64_t i = first; i < first + n; ++i) {
        const double a = math::normal_quantile(uniform({17, 0}, {i, 0}, 0));
        const double b = math::normal_quantile(uniform({17, 0}, {i, 0}, 1));
        x.push_back(a);
        y.push_back(r * a + std::sqrt(1 - r * r) * b);
    }
    return {x, y};
}

// 1, 2, 3, 4 against 1, 3, 2, 4: r = 4/5, and of six pairs five agree and one does not.
TEST(PairSums, GiveTheCorrelationsOfAFewNumbersByHand) {
    const PairSums sums = sums_of({1, 2, 3, 4}, {1, 3, 2, 4});
    EXPECT_NEAR(sums.pearson().value, 0.8, 1e-15);
    EXPECT_NEAR(sums.kendall().value, 4.0 / 6, 1e-15);
}

// 0, 0, 1, 2 against 0, 1, 1, 3: the first two are tied in x, the middle two in y; the other four pairs agree.
TEST(PairSums, CountTiesAsKendallDoes) {
    EXPECT_NEAR(sums_of({0, 0, 1, 2}, {0, 1, 1, 3}).kendall().value, 4 / std::sqrt(5.0 * 5.0), 1e-15);
}

// Two years: trials (1, 9), (2, 7), (3, 8) against (5, 1), (4, 2), (6, 3). Year 1 has two pairs that agree and one that
// does not, year 2 one and two.
TEST(PairSums, CompareTrialsInTheSameYearOnly) {
    EXPECT_NEAR(sums_of({1, 9, 2, 7, 3, 8}, {5, 1, 4, 2, 6, 3}, 2).kendall().value, 0, 1e-15);
    EXPECT_NEAR(sums_of({1, 9, 2, 7, 3, 8}, {5, 9, 4, 7, 6, 8}, 2).kendall().value, 4.0 / 6, 1e-15);
}

TEST(PairSums, KnowNothingOfWhatDoesNotVary) {
    const PairSums sums = sums_of({3.3, 3.3, 3.3}, {1, 2, 3});
    EXPECT_TRUE(std::isnan(sums.pearson().value));
    EXPECT_TRUE(std::isnan(sums.kendall().value));
    EXPECT_TRUE(std::isnan(sums_of({1, 2, 4}, {1, 2, 3}).pearson().standard_error)) << "one leaf has no spread";
}

TEST(PairSums, AreTheSameInAnyOrderAndHoweverSplit) {
    const auto [x, y] = normals(0.5, 0, 640);
    const auto part = [&](std::size_t from, std::size_t to) {
        const auto cut = [&](Values const& v) {
            return Values(v.begin() + static_cast<std::ptrdiff_t>(from), v.begin() + static_cast<std::ptrdiff_t>(to));
        };
        return sums_of(cut(x), cut(y));
    };
    PairSums backwards = part(192, 640);
    backwards.merge(part(0, 192));
    EXPECT_EQ(backwards, sums_of(x, y));
}

/// How many of 400 samples of 1280 have the true value within 1.96 of the error that they tell.
template <class Estimator>
int covered(double r, double truth, std::uint32_t copies, Estimator const& estimate) {
    int count = 0;
    for (std::uint64_t sample = 0; sample < 400; ++sample) {
        auto [x, y] = normals(r, sample * 1280, 1280);
        Values xs, ys;  // each trial's years are equal: they say no more than one
        for (std::size_t i = 0; i < x.size(); ++i) {
            xs.insert(xs.end(), copies, x[i]);
            ys.insert(ys.end(), copies, y[i]);
        }
        const Estimate found = estimate(sums_of(xs, ys, copies));
        count += std::abs(found.value - truth) < normal_quantile_975 * found.standard_error ? 1 : 0;
    }
    return count;
}

// With 20 leaves an interval of normal quantiles covers a little less than 95 %: with Student's t of 19 degrees, 93.5
// %. Four standard errors of a count of 400 are 20.
TEST(PairSums, TellTheErrorsOfTheirCorrelations) {
    const double tau = 2 / std::numbers::pi * std::asin(0.6);
    for (const std::uint32_t years : {1U, 3U}) {
        EXPECT_NEAR(covered(0.6, 0.6, years, [](PairSums const& s) { return s.pearson(); }), 374, 20) << years;
        EXPECT_NEAR(covered(0.6, tau, years, [](PairSums const& s) { return s.kendall(); }), 374, 20) << years;
    }
}

// A mean far above the deviation costs no digits that count.
TEST(PairSums, BearASeriesFarFromZero) {
    auto [x, y] = normals(0.6, 0, 6400);
    const PairSums near = sums_of(x, y);
    for (double& each : x) each += 1e6;
    const PairSums far = sums_of(x, y);
    EXPECT_NEAR(far.pearson().value, near.pearson().value, 1e-8);
    EXPECT_NEAR(far.pearson().standard_error, near.pearson().standard_error, 1e-8);
    EXPECT_EQ(far.kendall().value, near.kendall().value);
}

// In year 1 the two run against each other, in year 2 with each other; that both are far larger in year 2 says nothing.
TEST(PairSums, TakeGrowthFromYearToYearForNoDependence) {
    EXPECT_NEAR(sums_of({1, 101, 2, 102, 3, 103}, {3, 201, 2, 202, 1, 203}, 2).pearson().value, 0, 1e-15);
    EXPECT_NEAR(sums_of({1, 101, 2, 102, 3, 103}, {3, 201, 2, 204, 1, 207}, 2).pearson().value,
                4 / std::sqrt(4.0 * 20.0), 1e-15);
}

}  // namespace
}  // namespace riskpool
