// Dependences see through a source that stands around another.
#include "tests/models/dependence/driven.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

/// Counts of year `year` of all trials of source `source`.
std::vector<double> counts_of(Driven const& driven, std::size_t source, std::uint32_t years, std::uint32_t year) {
    std::vector<double> counts;
    for (std::size_t c = year; c < driven.counts[source].size(); c += years) counts.push_back(driven.counts[source][c]);
    return counts;
}

TEST(DrivenAdjusted, IsThinnedAndMultipliedBesideAFactorOfTheYear) {
    // Mixed Poisson: with a factor of mean 1 and variance v and a factor f on events, N has mean f m and variance
    // f m + (f m)^2 v, below 1 and above.
    const std::string sources = R"(
sources:
  - adjusted:
      source: {collective_risk: {frequency: {poisson: {mean: 2}}, severity: {point: {value: 1}}}}
      exposure: {by_year: [0.5, 1, 3]}
dependence:
  - gamma_factor: {variance: 0.4, loadings: [{source: adjusted}]}
)";
    const Driven driven = sample_driven(sources, 60'000, 3);
    for (std::uint32_t year = 0; year < 3; ++year) {
        const double mean = 2 * std::vector<double>{0.5, 1, 3}[year];
        const std::vector<double> counts = counts_of(driven, 0, 3, year);
        expect_mean(counts, mean, "mean of year " + std::to_string(year + 1));
        std::vector<double> squares;
        for (const double n : counts) squares.push_back((n - mean) * (n - mean));
        expect_mean(squares, mean + mean * mean * 0.4, "variance of year " + std::to_string(year + 1));
    }
}

TEST(DrivenAdjusted, TakesPartInCopulasOfCountsAndOfYearlyLosses) {
    const std::string sources = R"(
sources:
  - adjusted:
      name: grown
      source: {collective_risk: {frequency: {poisson: {mean: 5}}, severity: {exponential: {mean: 1}}}}
      exposure: {growth: 20%}
  - collective_risk: {name: plain, frequency: {poisson: {mean: 5}}, severity: {exponential: {mean: 1}}}
dependence:
  - copula: {of: )";
    for (std::string const of : {"counts", "annual_totals"}) {
        const Driven driven = sample_driven(
            sources + of + ", sources: [grown, plain], family: {gaussian: {correlation: 0.7}}}\n", 4000, 2);
        auto const& columns = of == "counts" ? driven.counts : driven.losses;
        ASSERT_EQ(columns[0].size(), 8000U) << of;
        const SampleMean a(columns[0]), b(columns[1]);
        double product = 0;
        for (std::size_t c = 0; c < 8000; ++c) product += (columns[0][c] - a.value) * (columns[1][c] - b.value);
        const double correlation = product / 8000 / 8000 / a.standard_error / b.standard_error;
        EXPECT_GT(correlation, 0.6) << of;
        EXPECT_LT(correlation, 0.75) << of;
    }
}

}  // namespace
}  // namespace riskpool
