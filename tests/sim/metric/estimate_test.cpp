#include "sim/metric/estimate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>
#include <vector>

#include "tests/sim/metric/sample.hpp"

namespace riskpool {
namespace {

std::vector<double> lognormal(std::mt19937_64& engine, std::size_t count, double sigma) {
    std::lognormal_distribution<double> law(0, sigma);
    std::vector<double> values(count);
    for (double& x : values) x = law(engine);
    return values;
}

// Trials of `years` values that share a factor, so that years depend on each other.
std::vector<double> dependent(std::mt19937_64& engine, std::size_t trials, std::size_t years) {
    std::lognormal_distribution<double> shared(0, 0.5), own(0, 0.5);
    std::vector<double> values;
    for (std::size_t trial = 0; trial < trials; ++trial) {
        const double factor = shared(engine);
        for (std::size_t year = 0; year < years; ++year) values.push_back(factor * own(engine));
    }
    return values;
}

double average(std::vector<double> const& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// With divisor n - `lost`.
double variance(std::vector<double> const& values, double lost) {
    const double m = average(values);
    double sum = 0;
    for (double const x : values) sum += (x - m) * (x - m);
    return sum / (static_cast<double>(values.size()) - lost);
}

// The mean of f over the years of each trial.
std::vector<double> by_trial(std::vector<double> const& values, std::size_t years, std::function<double(double)> f) {
    std::vector<double> means(values.size() / years);
    for (std::size_t i = 0; i < values.size(); ++i) means[i / years] += f(values[i]) / static_cast<double>(years);
    return means;
}

TEST(Mean, HasTheErrorOfIndependentTrials) {
    std::mt19937_64 engine(1);
    for (std::uint32_t const years : {1U, 5U}) {
        const std::vector<double> values = dependent(engine, 997, years);
        const std::vector<double> trials = by_trial(values, years, [](double x) { return x; });
        const SeriesSums sample = series_sums(values, years);
        const Estimate estimate = mean(sample);
        EXPECT_NEAR(estimate.value, average(values), 1e-12);
        EXPECT_NEAR(estimate.standard_error, std::sqrt(variance(trials, 1) / 997), 1e-12);
        EXPECT_FALSE(estimate.exact);
    }
}

TEST(StandardDeviation, HasTheErrorOfItsFourthMomentByTrials) {
    std::mt19937_64 engine(2);
    for (std::uint32_t const years : {1U, 5U}) {
        const std::vector<double> values = dependent(engine, 997, years);
        const double m = average(values);
        const double sd = std::sqrt(variance(values, 1));
        const std::vector<double> squares = by_trial(values, years, [&](double x) { return (x - m) * (x - m); });
        const SeriesSums sample = series_sums(values, years);
        const Estimate estimate = standard_deviation(sample);
        EXPECT_NEAR(estimate.value, sd, 1e-12);
        EXPECT_NEAR(estimate.standard_error, std::sqrt(variance(squares, 0) / 997) / (2 * sd), 1e-10);
    }
}

TEST(StandardDeviation, OfTheNormalLawHasTheTextbookError) {
    std::mt19937_64 engine(3);
    std::normal_distribution<double> law(5, 2);
    std::vector<double> values(200'000);
    for (double& x : values) x = law(engine);
    const SeriesSums sample = series_sums(values);
    const Estimate estimate = standard_deviation(sample);
    EXPECT_NEAR(estimate.value, 2, 4 * estimate.standard_error);
    EXPECT_NEAR(estimate.standard_error, 2 / std::sqrt(2 * 200'000.0), 0.02 * estimate.standard_error);
}

TEST(StandardDeviation, OfAConstantIsZeroHoweverItsSumsAreRounded) {
    for (double const constant : {0.1, 1e8 / 3, 7e-9, 123'456'789.123}) {
        for (std::uint32_t const years : {1U, 3U}) {
            const SeriesSums sample = series_sums(std::vector<double>(3000, constant), years);
            EXPECT_EQ(standard_deviation(sample).value, 0);
            EXPECT_EQ(standard_deviation(sample).standard_error, 0);
            EXPECT_EQ(mean(sample).standard_error, 0);
            EXPECT_NEAR(mean(sample).value, constant, 1e-15 * constant);
        }
    }
}

TEST(StandardDeviation, SeesASmallSpreadAboutALargeMean) {
    std::mt19937_64 engine(4);
    std::normal_distribution<double> law(1e9, 1e4);
    std::vector<double> values(10'000);
    for (double& x : values) x = law(engine);
    const SeriesSums sample = series_sums(values);
    EXPECT_NEAR(standard_deviation(sample).value, std::sqrt(variance(values, 1)), 1e-4 * 1e4);
}

TEST(Probability, HasTheBinomialError) {
    std::vector<double> values(1000, 0.0);
    std::fill_n(values.begin(), 30, 2.5);
    const SeriesSums sample = series_sums(values);
    const Estimate estimate = probability(sample);
    EXPECT_DOUBLE_EQ(estimate.value, 0.03);
    EXPECT_NEAR(estimate.standard_error, std::sqrt(0.03 * 0.97 / 1000), 1e-15);
    // Wilson (1927): the ends are the probabilities q with (p - q)^2 = z^2 q (1 - q) / n.
    const Interval interval = probability_interval(sample);
    EXPECT_LT(interval.low, 0.03);
    EXPECT_GT(interval.high, 0.03);
    for (double const q : {interval.low, interval.high}) {
        EXPECT_NEAR((0.03 - q) * (0.03 - q) * 1000 / (q * (1 - q)), 1.959963984540054 * 1.959963984540054, 1e-9);
    }
}

TEST(Probability, CountsDependentYearsByTrials) {
    // Both years of a trial are always alike: as good as one year.
    std::vector<double> values(2000, 0.0);
    std::fill_n(values.begin(), 60, 1.0);
    const SeriesSums sample = series_sums(values, 2);
    const Estimate estimate = probability(sample);
    EXPECT_DOUBLE_EQ(estimate.value, 0.03);
    EXPECT_NEAR(estimate.standard_error, std::sqrt(0.03 * 0.97 / 1000), 1e-15);
    std::vector<double> once(1000, 0.0);
    std::fill_n(once.begin(), 30, 1.0);
    EXPECT_NEAR(probability_interval(sample).low, probability_interval(series_sums(once)).low, 1e-15);
    EXPECT_NEAR(probability_interval(sample).high, probability_interval(series_sums(once)).high, 1e-15);
}

TEST(Probability, OfWhatNeverHappenedIsBoundedFromAbove) {
    const SeriesSums sample = series_sums(std::vector<double>(1000, 0.0));
    EXPECT_EQ(probability(sample).value, 0);
    const Interval interval = probability_interval(sample);
    EXPECT_EQ(interval.low, 0);
    // z^2 / (n + z^2)
    EXPECT_NEAR(interval.high, 3.841459 / 1003.841459, 1e-9);
    const SeriesSums always = series_sums(std::vector<double>(1000, 1.0));
    EXPECT_EQ(probability_interval(always).high, 1);
    EXPECT_LT(probability_interval(always).low, 1);
}

TEST(DesignEffect, IsOneForIndependentYearsAndTheirNumberForEqualOnes) {
    std::mt19937_64 engine(5);
    const std::vector<double> drawn = lognormal(engine, 20'000, 1);
    EXPECT_EQ(design_effect(series_sums(drawn, 1)), 1);
    EXPECT_NEAR(design_effect(series_sums(drawn, 5)), 1, 0.1);
    std::vector<double> equal;
    for (double const x : drawn) equal.insert(equal.end(), 4, x);
    EXPECT_NEAR(design_effect(series_sums(equal, 4)), 4, 1e-9);
}

TEST(Estimates, OfOneTrialHaveNoError) {
    const SeriesSums sample = series_sums(std::vector{3.0});
    EXPECT_EQ(mean(sample).value, 3);
    EXPECT_TRUE(std::isnan(mean(sample).standard_error));
    EXPECT_TRUE(std::isnan(standard_deviation(sample).value));
}

TEST(Estimates, CoverTheTruthAsOftenAsTheySay) {
    // 400 samples each of independent and of dependent years; 95% of 400 is 380 with a binomial sd of 4.4.
    std::mt19937_64 engine(6);
    constexpr double sigma2 = 0.5;  // of the log of a dependent value
    const double true_mean = std::exp(sigma2 / 2);
    const double true_sd = std::sqrt((std::exp(sigma2) - 1) * std::exp(sigma2));
    for (std::uint32_t const years : {1U, 5U}) {
        int of_mean = 0, of_sd = 0, of_probability = 0;
        for (int repeat = 0; repeat < 400; ++repeat) {
            std::vector<double> values = dependent(engine, 3000, years);
            const SeriesSums sample = series_sums(values, years);
            const auto covers = [](Interval interval, double truth) {
                return interval.low <= truth && truth <= interval.high;
            };
            of_mean += covers(normal_interval(mean(sample)), true_mean);
            of_sd += covers(normal_interval(standard_deviation(sample)), true_sd);
            // P(x > 2) = P(Z > log 2 / sqrt(0.5)) with Z standard normal.
            for (double& x : values) x = x > 2 ? 1 : 0;
            of_probability += covers(probability_interval(series_sums(values, years)),
                                     0.5 * std::erfc(std::log(2.0) / std::sqrt(sigma2) / std::sqrt(2.0)));
        }
        EXPECT_NEAR(of_mean, 380, 18) << years;
        EXPECT_NEAR(of_probability, 380, 18) << years;
        // The fourth moment of a lognormal law is learnt slowly: the interval is known to be somewhat short.
        EXPECT_GT(of_sd, 350) << years;
        EXPECT_LT(of_sd, 398) << years;
    }
}

}  // namespace
}  // namespace riskpool
