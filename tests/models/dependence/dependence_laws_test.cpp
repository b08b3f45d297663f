// What every dependence must keep: each source by itself is what it was, and what is new is what its formula says.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/dependence/register.hpp"
#include "tests/models/copula/copula_sample.hpp"
#include "tests/models/dependence/driven.hpp"

namespace riskpool {
namespace {

constexpr std::uint32_t trials = 8192;
constexpr double rate_a = 1.5, rate_b = 6;

std::string sources_of(std::string const& dependence) {
    return "sources:\n"
           "  - collective_risk: {name: a, frequency: {poisson: {mean: 1.5}}, severity: {exponential: {mean: 2}}}\n"
           "  - collective_risk: {name: b, frequency: {poisson: {mean: 6}}, severity: {exponential: {mean: 1}}}\n"
           "  - collective_risk: {name: c, frequency: {negative_binomial: {mean: 2, size: 1}}, "
           "severity: {point: {value: 1}}}\n" +
           (dependence.empty() ? "" : "dependence:\n  - " + dependence + "\n");
}

/// One example of each kind that leaves every source by itself as it was, with all families of copulas.
std::vector<std::string> copulas(std::string const& of) {
    std::vector<std::string> all;
    for (std::string const family :
         {"gaussian: {correlation: 0.7}", "student_t: {degrees: 2, correlation: -0.3}", "clayton: {theta: 3}",
          "survival_clayton: {theta: 3}", "gumbel: {theta: 2}",
          "vine: {trees: [{edges: [{gaussian_pair: {correlation: 0.6}}, {clayton_pair: {theta: 2}}]}, {edges: "
          "[{survival_clayton_pair: {theta: 1}}]}]}"}) {
        all.push_back("copula: {of: " + of + ", sources: [a, b, c], family: {" + family + "}}");
    }
    return all;
}

double poisson(double mean, int n) {
    return std::exp(n * std::log(mean) - mean - std::lgamma(n + 1.0));
}

void expect_counts(std::vector<double> const& counts, std::string const& what, double (*p)(int)) {
    for (int n = 0; n < 12; ++n) {
        std::vector<double> hit;
        for (const double x : counts) hit.push_back(x == n ? 1 : 0);
        const double q = p(n), size = static_cast<double>(counts.size());
        double found = 0;
        for (const double x : hit) found += x / size;
        EXPECT_NEAR(found, q, 4 * std::sqrt(q * (1 - q) / size)) << what << ", P(N = " << n << ')';
    }
}

TEST(DependenceLaws, CopulasOfCountsLeaveTheLawOfEachCountAlone) {
    for (auto const& copula : copulas("counts")) {
        const Driven driven = sample_driven(sources_of(copula), trials);
        ASSERT_EQ(driven.counts.size(), 3U) << copula;
        expect_counts(driven.counts[0], copula, [](int n) { return poisson(rate_a, n); });
        expect_counts(driven.counts[1], copula, [](int n) { return poisson(rate_b, n); });
        // Of size 1 it is geometric with ratio 2/3.
        expect_counts(driven.counts[2], copula, [](int n) { return std::pow(2.0 / 3, n) / 3; });
    }
}

TEST(DependenceLaws, CopulasOfAnnualTotalsOnlyLetYearsChangePlaces) {
    constexpr std::size_t size = Copula::usual_batch;
    const Driven alone = sample_driven(sources_of(""), trials, 2);
    for (auto const& copula : copulas("annual_totals")) {
        const Driven driven = sample_driven(sources_of(copula), trials, 2);
        ASSERT_EQ(driven.losses.size(), 3U) << copula;
        for (std::size_t s = 0; s < 3; ++s) {
            EXPECT_NE(driven.losses[s], alone.losses[s]) << copula;
            for (std::size_t year = 0; year < 2; ++year) {
                for (std::size_t batch = 0; batch < trials / size; ++batch) {
                    std::vector<std::pair<double, double>> before, after;  // whole years: their count goes with them
                    for (std::size_t t = batch * size; t < (batch + 1) * size; ++t) {
                        before.emplace_back(alone.losses[s][2 * t + year], alone.counts[s][2 * t + year]);
                        after.emplace_back(driven.losses[s][2 * t + year], driven.counts[s][2 * t + year]);
                    }
                    std::sort(before.begin(), before.end());
                    std::sort(after.begin(), after.end());
                    EXPECT_EQ(before, after) << copula;
                }
            }
        }
    }
}

// Continuous totals: their Kendall's tau is that of the copula, up to the few years without any loss.
TEST(DependenceLaws, CopulasOfAnnualTotalsGiveTotalsTheRanksOfTheCopula) {
    const std::string text =
        "sources:\n"
        "  - collective_risk: {name: a, frequency: {poisson: {mean: 30}}, severity: {lognormal: {mu: 0, sigma: 1}}}\n"
        "  - collective_risk: {name: b, frequency: {poisson: {mean: 20}}, severity: {exponential: {mean: 1}}}\n"
        "dependence: [copula: {of: annual_totals, batch: 4096, sources: [a, b], family: {gumbel: {theta: 2}}}]\n";
    const Driven driven = sample_driven(text, 8192);
    ASSERT_EQ(driven.losses.size(), 2U);
    expect_sample_mean(kendall_taus(driven.losses[0], driven.losses[1]), 0.5, "tau");
}

TEST(DependenceLaws, FactorsLeaveMeanCountsAndMeanLossesAlone) {
    for (std::string const factor :
         {"gaussian_factor: {loadings: [{source: a, rate: 0.5, severity: 0.3}, {source: b, rate: -0.4}, {source: c, "
          "rate: 0.6, severity: -0.2}]}",
          "gaussian_factor: {persistence: 0.8, loadings: [{source: a, rate: 0.5}, {source: b, severity: 0.5}]}",
          "gamma_factor: {variance: 0.7, loadings: [{source: a, rate: 60%}, {source: b, rate: 0, severity: 30%}, "
          "{source: "
          "c}]}"}) {
        const Driven driven = sample_driven(sources_of(factor), 20'000);
        ASSERT_EQ(driven.counts.size(), 3U) << factor;
        expect_sample_mean(driven.counts[0], rate_a, factor);
        expect_sample_mean(driven.counts[1], rate_b, factor);
        expect_sample_mean(driven.counts[2], 2, factor);
        if (factor.find("severity: 0.3") != std::string::npos) continue;  // there, losses rise with counts
        expect_sample_mean(driven.losses[1], rate_b, factor);
    }
}

std::vector<double> products(std::vector<double> const& a, double mean_a, std::vector<double> const& b, double mean_b) {
    std::vector<double> all;
    for (std::size_t i = 0; i < a.size(); ++i) all.push_back((a[i] - mean_a) * (b[i] - mean_b));
    return all;
}

// Johnson, Kotz, Balakrishnan, Discrete Multivariate Distributions, ch. 36: Cov(N_i, N_j) = v w_i w_j m_i m_j, and
// Var N_i = m_i + v (w_i m_i)^2; P(no event) is that of one negative binomial number if all weights are 1.
TEST(GammaFactorLaw, MakesCountsNegativeBinomialTogether) {
    const Driven driven = sample_driven(
        sources_of("gamma_factor: {variance: 0.5, loadings: [{source: a}, {source: b, rate: 80%}]}"), 40'000);
    ASSERT_EQ(driven.counts.size(), 3U);
    auto const& a = driven.counts[0];
    auto const& b = driven.counts[1];
    expect_sample_mean(products(a, rate_a, b, rate_b), 0.5 * 0.8 * rate_a * rate_b, "covariance");
    expect_sample_mean(products(a, rate_a, a, rate_a), rate_a + 0.5 * rate_a * rate_a, "variance of a");
    expect_sample_mean(products(b, rate_b, b, rate_b), rate_b + 0.5 * 0.64 * rate_b * rate_b, "variance of b");
    const Driven whole =
        sample_driven(sources_of("gamma_factor: {variance: 0.5, loadings: [{source: a}, {source: b}]}"), 40'000);
    std::vector<double> none;
    for (std::size_t i = 0; i < a.size(); ++i) none.push_back(whole.counts[0][i] + whole.counts[1][i] == 0 ? 1 : 0);
    expect_sample_mean(none, std::pow(1 + 0.5 * (rate_a + rate_b), -2), "no event");
}

// exp(b Z - b^2/2): Cov(N_i, N_j) = m_i m_j (exp(b_i b_j) - 1), and after k years m_i m_j (exp(b_i b_j phi^k) - 1).
TEST(GaussianFactorLaw, MovesCountsTogetherAndRemembers) {
    constexpr std::uint32_t years = 3;
    const std::string text =
        sources_of("gaussian_factor: {persistence: 0.6, loadings: [{source: a, rate: 0.5}, {source: b, rate: -0.4}]}");
    const CheckedScenario checked = scenario_of(text, years);
    ASSERT_TRUE(checked.diagnostics.empty());
    const Driven driven = sample_driven(checked.loaded.scenario, 0, 20'000);
    auto const& a = driven.counts[0];
    auto const& b = driven.counts[1];
    for (std::size_t lag = 0; lag < years; ++lag) {
        std::vector<double> mixed, own;
        for (std::size_t t = 0; t < a.size(); t += years) {
            mixed.push_back((a[t] - rate_a) * (b[t + lag] - rate_b));
            if (lag > 0) own.push_back((b[t] - rate_b) * (b[t + lag] - rate_b));
        }
        const double memory = std::pow(0.6, static_cast<double>(lag));
        expect_sample_mean(mixed, rate_a * rate_b * std::expm1(-0.2 * memory), "lag " + std::to_string(lag));
        if (lag > 0) expect_sample_mean(own, rate_b * rate_b * std::expm1(0.16 * memory), "own");
    }
}

// E[L_i L_j] of point losses with one event in every year: exp(s_i s_j).
TEST(GaussianFactorLaw, MovesLossesTogether) {
    const Driven driven = sample_driven(
        "sources:\n"
        "  - collective_risk: {name: a, frequency: {bernoulli: {probability: 1}}, severity: {point: {value: 1}}}\n"
        "  - attritional: {loss_ratio: 1%, cv: 0}\n"
        "dependence: [gaussian_factor: {loadings: [{source: a, severity: 0.4}, {source: attritional, severity: "
        "0.3}]}]\n",
        20'000);
    ASSERT_EQ(driven.losses.size(), 2U);
    expect_sample_mean(driven.losses[0], 1, "a");
    expect_sample_mean(driven.losses[1], 1, "attritional");
    expect_sample_mean(products(driven.losses[0], 0, driven.losses[1], 0), std::exp(0.12), "together");
}

TEST(DependenceLaws, NothingDependsOnWhereABlockBeginsOrHowLongItIs) {
    std::vector<std::string> examples = copulas("counts");
    for (auto const& each : copulas("annual_totals")) examples.push_back(each);
    examples.push_back("gaussian_factor: {persistence: 0.5, loadings: [{source: a, rate: 0.5, severity: 0.3}]}");
    examples.push_back("gamma_factor: {variance: 0.5, loadings: [{source: a, severity: 20%}, {source: c}]}");
    examples.push_back("common_shock: {rate: 2, hits: [{source: a, probability: 50%}, {source: c, probability: 1}]}");
    for (auto const& example : examples) {
        const CheckedScenario checked = scenario_of(sources_of(example), 2);
        ASSERT_TRUE(checked.diagnostics.empty()) << example;
        const Driven whole = sample_driven(checked.loaded.scenario, 0, 1500, 1500);
        const Driven pieces = sample_driven(checked.loaded.scenario, 1000, 500, 37);
        for (std::size_t s = 0; s < 3; ++s) {
            const std::vector<double> end(whole.losses[s].begin() + 2000, whole.losses[s].end());
            EXPECT_EQ(end, pieces.losses[s]) << example;
        }
    }
}

}  // namespace
}  // namespace riskpool
