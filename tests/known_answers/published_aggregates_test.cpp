// Published distributions of a year's total, by simulation of scenario texts.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "tests/known_answers/published_run.hpp"

namespace riskpool {
namespace {

using testing::collective_risk;
using testing::expect_frequency;
using testing::expect_known_mean;
using testing::KnownRun;
using testing::KnownScenario;

constexpr std::uint64_t years = 400'000;

/// A published quantile lies between the order statistics 4 standard errors below and above its rank.
void expect_quantile(std::vector<double> const& sorted, double p, double expected, double printed = 0) {
    const auto n = static_cast<double>(sorted.size());
    const double spread = 4 * std::sqrt(n * p * (1 - p));
    const auto low = static_cast<std::size_t>(n * p - spread);
    const auto high = static_cast<std::size_t>(std::min(n * p + spread, n - 1));
    EXPECT_LE(sorted[low], expected + printed) << p;
    EXPECT_GE(sorted[high], expected - printed) << p;
}

std::vector<double> sorted(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values;
}

/// The law of a sum of a Poisson number of values 0, 1, 2 ... (Panjer).
std::vector<double> compound_poisson(double mean, std::vector<double> const& severity, std::size_t size) {
    std::vector<double> p(size);
    p[0] = std::exp(mean * (severity[0] - 1));
    for (std::size_t s = 1; s < size; ++s) {
        for (std::size_t x = 1; x <= s && x < severity.size(); ++x) {
            p[s] += mean * static_cast<double>(x) / static_cast<double>(s) * severity[x] * p[s - x];
        }
    }
    return p;
}

/// An empirical law of the values 0, step, 2 step ...; what `weights` lack of 1 lies at `rest`, if that is given.
std::string empirical(std::vector<double> const& weights, double step, double rest = 0) {
    std::string values, parts;
    double sum = 0;
    for (std::size_t k = 0; k < weights.size(); ++k) {
        values += fmt::format("{}, ", step * static_cast<double>(k));
        parts += fmt::format("{}, ", weights[k]);
        sum += weights[k];
    }
    if (rest > 0) {
        values += fmt::format("{:.1f}", rest);
        parts += fmt::format("{}", 1 - sum);
    }
    return "{empirical: {values: [" + values + "], weights: [" + parts + "]}}";
}

/// gamma(2, 1) in steps of 1/2 up to 22 with the limited means kept: `discretize(method = "unbiased")` of actuar.
std::vector<double> discretised_gamma() {
    constexpr double step = 0.5;
    constexpr std::size_t last = 44;
    const auto survival = [](double x) { return std::exp(-x) * (1 + x); };
    const auto limited_mean = [&](double x) { return 2 * (1 - std::exp(-x) * (1 + x + x * x / 2)) + x * survival(x); };
    std::vector<double> slope;
    for (std::size_t k = 0; k < last; ++k) {
        const double x = step * static_cast<double>(k);
        slope.push_back((limited_mean(x + step) - limited_mean(x)) / step);
    }
    std::vector<double> weights{1 - slope[0]};
    for (std::size_t k = 1; k < last; ++k) weights.push_back(slope[k - 1] - slope[k]);
    weights.push_back(slope[last - 1] - survival(step * static_cast<double>(last)));
    return weights;
}

/// Package actuar (CRAN), vignette on risk theory: Poisson 10 of the discretised gamma(2, 1). Its conditional tail
/// expectation is E[S | S > q]; that of the worst 1 - p of all years, which `tvar` measures, counts a part of the years
/// at q and follows from the law of S.
TEST(PublishedAggregates, HaveTheQuantilesAndTailMeansOfActuar) {
    const std::vector<double> severity = discretised_gamma();
    KnownScenario scenario;
    scenario.sources = collective_risk("{poisson: {mean: 10}}", empirical(severity, 0.5));
    scenario.metrics = "[aal: {}, tvar: {level: 0.9}, tvar: {level: 0.95}, tvar: {level: 0.99}]";
    const KnownRun run(scenario, years);
    const std::vector<double> totals = sorted(run.column("P", "gross_loss"));
    expect_known_mean(totals, 20, "mean", 5e-6);
    const std::map<double, double> quantiles{{0.25, 14.5}, {0.5, 19.5}, {0.75, 25},    {0.9, 30.5},  {0.95, 34},
                                             {0.975, 37},  {0.99, 41},  {0.995, 43.5}, {0.999, 49.5}};
    for (auto const& [p, quantile] : quantiles) expect_quantile(totals, p, quantile);

    const std::vector<double> law = compound_poisson(10, severity, 400);
    for (auto const& [p, tail_mean] : std::map<double, double>{{0.9, 35.42}, {0.95, 38.55}, {0.99, 45.01}}) {
        const double quantile = quantiles.at(p);
        std::vector<double> beyond;
        std::copy_if(totals.begin(), totals.end(), std::back_inserter(beyond), [&](double x) { return x > quantile; });
        expect_known_mean(beyond, tail_mean, fmt::format("E[S | S > q], {}", p), 0.005);

        double probability = 0, sum = 0;
        for (std::size_t s = 0; s < law.size(); ++s) {
            const double x = 0.5 * static_cast<double>(s);
            if (x > quantile) probability += law[s], sum += x * law[s];
        }
        MetricRow const& tvar = run.row("tvar", "P", "gross_loss", p);
        EXPECT_NEAR(tvar.value, (sum + quantile * (1 - p - probability)) / (1 - p), 4 * tvar.standard_error) << p;
    }
}

/// P. Parodi, "Pricing in General Insurance", 2015, p. 250, as in the white paper of aggregate: Poisson 3 of
/// lognormal(10, 1); quantiles printed to 10.
TEST(PublishedAggregates, HaveTheMomentsAndQuantilesOfParodi) {
    KnownScenario scenario;
    scenario.sources = collective_risk("{poisson: {mean: 3}}", "{lognormal: {mu: 10, sigma: 1}}");
    const KnownRun run(scenario, years);
    const std::vector<double> totals = sorted(run.column("P", "gross_loss"));
    expect_known_mean(totals, 108946.5, "mean", 0.05);
    MetricRow const& sd = run.row("sd", "P", "gross_loss");
    EXPECT_NEAR(sd.value, 103705.06, 4 * sd.standard_error);
    const std::map<double, double> quantiles{{0.5, 82340},    {0.75, 148850},  {0.8, 169640},    {0.9, 234600},
                                             {0.95, 302040},  {0.98, 398050},  {0.99, 478000},   {0.995, 566250},
                                             {0.998, 699160}, {0.999, 815000}, {0.9999, 1329540}};
    for (auto const& [p, quantile] : quantiles) expect_quantile(totals, p, quantile, 5);
}

/// R. Grübel and R. Hermesmeier, "Computation of compound distributions I", ASTIN Bulletin 29(2), 1999: Poisson 20 of
/// the Lévy law F(x) = P(1 / Z^2 <= x), whose mean is infinite. The sum of n such claims has the law of n^2 times one,
/// hence P(S <= x) is known. No severity is a Lévy law, but up to 1 000 the total depends on claims up to 1 000 alone:
/// those are put on a grid of thirds, so that three grid points make a unit bucket, and all larger ones at one amount.
TEST(PublishedAggregates, HaveTheHeavyTailOfGruebelAndHermesmeier) {
    constexpr double claims = 20;
    constexpr int grid = 3;
    const auto levy = [](double x) { return x > 0 ? std::erfc(std::sqrt(0.5 / x)) : 0; };
    const auto total = [&](double x) {
        double weight = std::exp(-claims), sum = weight;
        for (int n = 1; n < 120; ++n) {
            weight *= claims / n;
            sum += weight * levy(x / (n * n));
        }
        return sum;
    };
    std::vector<double> severity;
    for (int k = 0; k <= 1001 * grid; ++k) severity.push_back(levy((k + 0.5) / grid) - levy((k - 0.5) / grid));
    KnownScenario scenario;
    scenario.sources = collective_risk("{poisson: {mean: 20}}", empirical(severity, 1, 1e9));
    scenario.metrics = "[aal: {}]";
    const std::vector<double> thirds = KnownRun(scenario, years).column("P", "gross_loss");
    for (auto const& [x, mass] : std::map<double, double>{{10, 3.075e-5}, {100, 1.155e-3}, {1000, 2.013e-4}}) {
        EXPECT_NEAR(total(x + 0.5) - total(x - 0.5), mass, 1e-3 * mass) << x;
        expect_frequency(
            thirds, [x = x](double s) { return s > grid * (x - 0.5) && s < grid * (x + 0.5); }, mass,
            fmt::format("bucket {}", x));
    }
    for (const double x : {50.5, 100.5, 200.5, 500.5, 1000.5}) {
        expect_frequency(
            thirds, [x](double s) { return s < grid * x; }, total(x), fmt::format("S <= {}", x));
    }
}

/// Klugman, Panjer, Willmot, "Loss Models", exercise 9.34.
TEST(PublishedAggregates, HaveTheMassOfKlugman) {
    KnownScenario scenario;
    scenario.sources =
        collective_risk("{poisson: {mean: 5}}", "{empirical: {values: [100, 500, 1000], weights: [0.8, 0.16, 0.04]}}");
    expect_frequency(
        KnownRun(scenario, years).column("P", "gross_loss"), [](double s) { return s == 600; }, 0.0598929, "S = 600");
}

}  // namespace
}  // namespace riskpool
