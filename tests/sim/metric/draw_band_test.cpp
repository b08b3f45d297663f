#include "sim/metric/draw_band.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sim/base/math/normal.hpp"
#include "sim/base/random.hpp"

namespace riskpool {
namespace {

double normal(std::uint32_t stream, std::uint32_t i) {
    return math::normal_quantile(uniform({7, stream}, {0, 0}, i));
}

TEST(SampleQuantile, PutsTheMiddleOfEachStratumAtItsValue) {
    const std::vector<double> values{1, 2, 3, 4};
    EXPECT_EQ(sample_quantile(values, 0.125), 1);
    EXPECT_EQ(sample_quantile(values, 0.5), 2.5);
    EXPECT_EQ(sample_quantile(values, 0.875), 4);
    EXPECT_EQ(sample_quantile(values, 0.99), 4);
    EXPECT_TRUE(std::isnan(sample_quantile({}, 0.5)));
}

// Draws from N(0, 1), each half measured with a noise of its own of sd 1: the whole has variance 1 + 1/2.
TEST(CredibleBand, IsFreedOfTheNoiseThatHalvesDoNotShare) {
    constexpr std::uint32_t draws = 4000;
    std::vector<double> whole, first, second;
    for (std::uint32_t m = 0; m < draws; ++m) {
        const double truth = normal(0, m);
        first.push_back(truth + normal(1, m));
        second.push_back(truth + normal(2, m));
        whole.push_back((first.back() + second.back()) / 2);
    }
    const CredibleBand band = credible_band({whole, first, second}, 0.9);
    const double noisy = 1.6448536 * std::sqrt(1.5);
    EXPECT_NEAR(band.high, noisy, 4 * 2.1 * std::sqrt(1.5 / draws));  // sqrt(p (1 - p)) / density = 2.1
    EXPECT_NEAR(band.corrected.high, 1.6448536, 0.15);
    EXPECT_NEAR(band.corrected.low, -1.6448536, 0.15);
    EXPECT_EQ(band.draws, draws);
}

// Noise that is the same in all draws, as that of common random numbers, shifts the band and does not widen it.
TEST(CredibleBand, IsNotNarrowedForNoiseThatAllDrawsShare) {
    std::vector<double> whole, first, second;
    for (std::uint32_t m = 0; m < 200; ++m) {
        first.push_back(normal(0, m) + 5);
        second.push_back(normal(0, m) - 3);
        whole.push_back(normal(0, m) + 1);
    }
    const CredibleBand band = credible_band({whole, first, second}, 0.9);
    EXPECT_NEAR(band.corrected.low, band.low, 1e-9);
    EXPECT_NEAR(band.corrected.high, band.high, 1e-9);
}

TEST(CredibleBand, LeavesOutDrawsWithoutTheFigure) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> values{3, nan, 1, 2};
    const CredibleBand band = credible_band({values, values, values}, 0.5);
    EXPECT_EQ(band.draws, 3U);
    EXPECT_EQ(band.median, 2);
}

TEST(SimultaneousBand, HoldsAsManyWholeCurvesAsAskedFor) {
    constexpr std::size_t draws = 400, points = 12;
    std::vector<std::vector<double>> curves(points, std::vector<double>(draws));
    for (std::size_t j = 0; j < points; ++j) {
        for (std::size_t m = 0; m < draws; ++m) {
            curves[j][m] = normal(static_cast<std::uint32_t>(j / 4), static_cast<std::uint32_t>(m)) +
                           0.1 * normal(static_cast<std::uint32_t>(10 + j), static_cast<std::uint32_t>(m));
        }
    }
    const auto band = simultaneous_band(curves, 0.9);
    ASSERT_EQ(band.size(), points);
    std::size_t inside = 0;
    for (std::size_t m = 0; m < draws; ++m) {
        bool in = true;
        for (std::size_t j = 0; j < points; ++j) in = in && band[j].low <= curves[j][m] && curves[j][m] <= band[j].high;
        inside += in ? 1 : 0;
    }
    EXPECT_GE(inside, 360U);
    EXPECT_LE(inside, 380U);
    for (std::size_t j = 0; j < points; ++j) {
        const CredibleBand pointwise = credible_band({curves[j], curves[j], curves[j]}, 0.9);
        EXPECT_LT(band[j].low, pointwise.low);
        EXPECT_GT(band[j].high, pointwise.high);
    }
}

TEST(SimultaneousBand, OfOnePointIsThePointwiseOne) {
    std::vector<double> values;
    for (int m = 1; m <= 100; ++m) values.push_back(m);
    const auto band = simultaneous_band(std::vector<std::vector<double>>{values}, 0.9);
    EXPECT_EQ(band[0].low, 6);  // 90 of 100 values lie from 6 to 95
    EXPECT_EQ(band[0].high, 95);
}

TEST(VarianceSplit, GivesTheVarianceOfMeansWithoutTheirNoise) {
    constexpr std::uint32_t draws = 4000;
    std::vector<double> variances(draws, 4.0), whole, first, second;
    for (std::uint32_t m = 0; m < draws; ++m) {
        const double truth = 2 * normal(0, m);
        first.push_back(truth + normal(1, m));
        second.push_back(truth + normal(2, m));
        whole.push_back((first.back() + second.back()) / 2);
    }
    const VarianceSplit split = split_variance(variances, {whole, first, second});
    EXPECT_DOUBLE_EQ(split.within.value, 2);
    EXPECT_NEAR(split.between.value, 2, 4 * split.between.standard_error);
    EXPECT_NEAR(split.share.value, 0.5, 4 * split.share.standard_error);
    // Var of a covariance of normals: (s^4 + s^2 s^2 ...) / n; of the root about sqrt((4 4 + 5 5) / n) / (2 x 2).
    EXPECT_NEAR(split.between.standard_error, std::sqrt((16.0 + 25.0) / draws) / 4, 0.005);
}

}  // namespace
}  // namespace riskpool
