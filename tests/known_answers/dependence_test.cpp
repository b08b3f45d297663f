// O-DP-01, 02, 06, 07: common shock, copulas, and the one-factor model. O-DP-03 to 05 are about single sources.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/base/math/normal.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/models/copula/copula_sample.hpp"
#include "tests/models/dependence/driven.hpp"

namespace riskpool {
namespace {

std::vector<double> products(std::vector<double> const& a, double mean_a, std::vector<double> const& b, double mean_b) {
    std::vector<double> all;
    for (std::size_t i = 0; i < a.size(); ++i) all.push_back((a[i] - mean_a) * (b[i] - mean_b));
    return all;
}

double mean_of(std::vector<double> const& values) {
    double sum = 0;
    for (const double x : values) sum += x;
    return sum / static_cast<double>(values.size());
}

TEST(KnownAnswers, ODP01CommonShockOnFrequencies) {
    auto const& known = answer("O-DP-01");
    auto const& in = known.at("inputs");
    auto const& expected = known.at("expected");
    std::string text = "sources:\n", hits;
    for (std::size_t i = 0; i < 3; ++i) {
        text += fmt::format(
            "  - collective_risk: {{name: line {}, frequency: {{poisson: {{mean: {}}}}}, "
            "severity: {{exponential: {{mean: {}}}}}}}\n",
            i, in["idio_rate"][i].get<double>(), in["severity_mean"][i].get<double>());
        hits += fmt::format("{{source: line {}, probability: {}}},", i, in["hit_prob"][i].get<double>());
    }
    text += fmt::format("dependence: [common_shock: {{rate: {}, hits: [{}]}}]\n", in["shock_rate"].get<double>(), hits);
    const Driven driven = sample_driven(text, 60'000);
    ASSERT_EQ(driven.counts.size(), 3U);
    std::vector<double> total(60'000), none(60'000);
    for (std::size_t i = 0; i < 3; ++i) {
        const double mean_i = expected["mean_counts"][i];
        expect_sample_mean(driven.counts[i], mean_i, "mean count");
        for (std::size_t j = 0; j <= i; ++j) {
            const double mean_j = expected["mean_counts"][j], covariance = expected["cov_counts"][i][j];
            expect_sample_mean(products(driven.counts[i], mean_i, driven.counts[j], mean_j), covariance, "covariance");
            const double loss_i = mean_i * in["severity_mean"][i].get<double>();
            const double loss_j = mean_j * in["severity_mean"][j].get<double>();
            const double deviation_i = std::sqrt(mean_i * 2) * in["severity_mean"][i].get<double>();
            const double deviation_j = std::sqrt(mean_j * 2) * in["severity_mean"][j].get<double>();
            expect_sample_mean(products(driven.losses[i], loss_i, driven.losses[j], loss_j),
                               expected["corr_losses"][i][j].get<double>() * deviation_i * deviation_j, "of losses");
        }
    }
    for (std::size_t c = 0; c < total.size(); ++c) {
        total[c] = driven.losses[0][c] + driven.losses[1][c] + driven.losses[2][c];
        none[c] = driven.counts[0][c] + driven.counts[1][c] + driven.counts[2][c] == 0 ? 1 : 0;
    }
    const double mean_total = expected["mean_total"], sd_total = expected["sd_total"];
    expect_sample_mean(total, mean_total, "mean total");
    expect_sample_mean(products(total, mean_total, total, mean_total), sd_total * sd_total, "variance of the total");
    expect_sample_mean(none, expected["p_all_counts_zero"], "no event at all");
}

void expect_copula(nlohmann::json const& expected, nlohmann::json const& levels, CopulaKinds const& family,
                   std::string const& what) {
    const Columns u = sample_copula(family, 2, 100'000);
    const std::size_t some = 12'000;
    const std::vector<double> a(u[0].begin(), u[0].begin() + some), b(u[1].begin(), u[1].begin() + some);
    expect_sample_mean(kendall_taus(a, b), expected["kendall"], what + " tau");
    if (expected.contains("spearman")) {
        std::vector<double> grades;
        for (std::size_t i = 0; i < u[0].size(); ++i) grades.push_back(12 * u[0][i] * u[1][i] - 3);
        expect_sample_mean(grades, expected["spearman"], what + " rho");
    }
    for (double const level : levels) {
        const std::string key = fmt::format("{}", level);
        const auto expect = [&](double p, bool lower) {
            const auto n = static_cast<double>(u[0].size());
            EXPECT_NEAR(mean_of(both_beyond(u[0], u[1], level, lower)), p, 4 * std::sqrt(p * (1 - p) / n))
                << what << ' ' << level;
        };
        expect(expected["joint_upper"][key], false);
        if (expected.contains("joint_lower")) expect(expected["joint_lower"][key], true);
    }
}

TEST(KnownAnswers, ODP02BivariateCopulas) {
    auto const& known = answer("O-DP-02");
    auto const& in = known.at("inputs");
    auto const& expected = known.at("expected");
    const double r = in["gaussian"], theta = in["clayton"];
    expect_copula(expected["gaussian"], in["levels"], GaussianCopula{.correlation = r}, "gaussian");
    expect_copula(expected["t"], in["levels"],
                  StudentCopula{.degrees = in["t"]["nu"].get<double>(), .correlation = in["t"]["rho"].get<double>()},
                  "t");
    expect_copula(expected["clayton"], in["levels"], ClaytonCopula{theta}, "clayton");
    expect_copula(expected["gumbel"], in["levels"], GumbelCopula{in["gumbel"].get<double>()}, "gumbel");
    // Turned round, the tails change places.
    nlohmann::json turned = expected["clayton"];
    std::swap(turned["joint_upper"], turned["joint_lower"]);
    expect_copula(turned, in["levels"], SurvivalClaytonCopula{theta}, "survival clayton");
}

TEST(KnownAnswers, ODP06GaussianCopulaOnAnnualFrequencies) {
    auto const& known = answer("O-DP-06");
    auto const& in = known.at("inputs");
    auto const& expected = known.at("expected");
    const double rate_a = in["rates"][0], rate_b = in["rates"][1];
    const std::string text = fmt::format(
        "sources:\n"
        "  - collective_risk: {{name: a, frequency: {{poisson: {{mean: {}}}}}, severity: {{point: {{value: 1}}}}}}\n"
        "  - collective_risk: {{name: b, frequency: {{poisson: {{mean: {}}}}}, severity: {{point: {{value: 1}}}}}}\n"
        "dependence: [copula: {{of: counts, sources: [a, b], family: {{gaussian: {{correlation: {}}}}}}}]\n",
        rate_a, rate_b, in["rho"].get<double>());
    const Driven driven = sample_driven(text, 100'000);
    ASSERT_EQ(driven.counts.size(), 2U);
    const double covariance = expected["cov_counts"], n = 100'000;
    EXPECT_NEAR(mean_of(products(driven.counts[0], rate_a, driven.counts[1], rate_b)), covariance,
                4 * known["mc_sd"]["cov_counts"].get<double>() / std::sqrt(n));
    double none = 0;
    for (std::size_t c = 0; c < driven.counts[0].size(); ++c) {
        none += driven.counts[0][c] + driven.counts[1][c] == 0 ? 1 / n : 0;
    }
    EXPECT_NEAR(none, expected["p_both_zero"], 4 * known["mc_sd"]["p_both_zero"].get<double>() / std::sqrt(n));
    EXPECT_NEAR(covariance / std::sqrt(rate_a * rate_b), expected["corr_counts"], 1e-10);

    auto const& vine = in["vine"];
    const VineCopula terms{
        VineShape::drawable,
        {VineTree{{GaussianPair{vine["r12"]}, GaussianPair{vine["r23"]}}}, VineTree{{GaussianPair{vine["r13_2"]}}}}};
    const Columns u = sample_copula(terms, 3, 40'000);
    std::vector<double> scores;
    for (std::size_t i = 0; i < u[0].size(); ++i) {
        scores.push_back(math::normal_quantile(u[0][i]) * math::normal_quantile(u[2][i]));
    }
    expect_sample_mean(scores, expected["vine_r13"], "correlation of the ends");
}

TEST(KnownAnswers, ODP07OneFactorGaussianModelOfHits) {
    auto const& known = answer("O-DP-07");
    auto const& in = known.at("inputs");
    auto const& expected = known.at("expected");
    const std::size_t names = in["n"];
    const double pd = in["pd"], rho = in["rho"], each = in["loss_each"], level = in["level"];
    std::string text = "sources:\n", list;
    for (std::size_t k = 0; k < names; ++k) {
        text += fmt::format(
            "  - collective_risk: {{name: n{}, frequency: {{bernoulli: {{probability: {}}}}}, "
            "severity: {{point: {{value: {}}}}}}}\n",
            k, pd, each);
        list += fmt::format("{}n{}", k > 0 ? ", " : "", k);
    }
    text += fmt::format(
        "dependence: [copula: {{of: counts, sources: [{}], family: {{gaussian: {{correlation: {}}}}}}}]\n", list, rho);
    constexpr std::uint32_t trials = 30'000;
    const Driven driven = sample_driven(text, trials);
    ASSERT_EQ(driven.counts.size(), names);
    std::vector<double> hits(trials), loss(trials), both;
    for (std::size_t c = 0; c < trials; ++c) {
        double sum = 0;
        for (std::size_t k = 0; k < names; ++k) {
            hits[c] += driven.counts[k][c];
            loss[c] += driven.losses[k][c];
        }
        const auto n = static_cast<double>(names);
        sum = hits[c] * (hits[c] - 1) / (n * (n - 1));  // of all pairs, how many are hit together
        both.push_back(sum);
    }
    const double mean = expected["mean_defaults"];
    expect_sample_mean(hits, mean, "mean");
    expect_sample_mean(products(hits, mean, hits, mean), expected["var_defaults"], "variance");
    expect_sample_mean(both, pd * pd + expected["default_correlation"].get<double>() * pd * (1 - pd), "pairs");
    for (auto const& [k, p] : expected["p_at_least"].items()) {
        std::vector<double> reached;
        for (const double x : hits) reached.push_back(x >= std::stod(k) ? 1 : 0);
        expect_sample_mean(reached, p, "at least " + k);
    }
    const double var = expected["VaR_count"].get<double>() * each;
    std::vector<double> sorted = loss, beyond;
    std::sort(sorted.begin(), sorted.end());
    EXPECT_EQ(sorted[static_cast<std::size_t>(level * trials)], var);
    for (const double x : loss) beyond.push_back(var + std::max(x - var, 0.0) / (1 - level));
    expect_sample_mean(beyond, expected["TVaR_loss"], "TVaR");
    EXPECT_NEAR(math::normal_cdf((math::normal_quantile(pd) + std::sqrt(rho) * math::normal_quantile(level)) /
                                 std::sqrt(1 - rho)),
                expected["large_pool_VaR_fraction"], 1e-10);
}

}  // namespace
}  // namespace riskpool
