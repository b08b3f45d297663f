// Published and exact figures of runs with uncertain numbers.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/base/math/gamma.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/run/uncertain_text.hpp"

namespace riskpool {
namespace {

using testing::by_draw;
using testing::loaded_of;
using testing::row_of;
using testing::run_loaded;
using testing::uncertain_scenario;

constexpr double largest_event = 1e12;  // the insured's values bound no loss

/// The error of the figure exceeded once in T years of a Pareto law, as a part of it, from so many years.
double pareto_error(double alpha, double return_period, double years) {
    return std::sqrt((return_period - 1) / years) / alpha;
}

// The rate of events is gamma, the severity Pareto: bands of the largest event of a year, and what all draws give.
TEST(KnownAnswers, TL01BandsOfTheLargestEvent) {
    const auto& known = answer("O-TL-01");
    const auto& in = known["inputs"];
    const auto& expected = known["expected"];
    const double alpha = in["severity"]["alpha"];
    std::string layers;
    double from = 0;
    for (auto const* period : {"20", "100", "250"}) {
        const double median = expected["OEP_quantile_band"][period][1];
        if (from > 0) layers += fmt::format("limit: {}, unlimited_reinstatements: true}}}}, ", median - from);
        layers += fmt::format("{{cat_xl: {{name: '{}', attachment: {}, ", period, median);
        from = median;
    }
    layers += fmt::format("limit: {}, unlimited_reinstatements: true}}}}", largest_event);
    const std::string text = uncertain_scenario(
        fmt::format("{{poisson: {{mean: {{gamma: {{shape: {}, rate: {}}}}}}}}}", in["rate"]["shape"].get<double>(),
                    in["rate"]["rate"].get<double>()),
        fmt::format("{{pareto: {{threshold: {}, shape: {}}}}}", in["severity"]["xm"].get<double>(), alpha),
        "[{ep_curve: {return_periods: [20, 100, 250]}}, probability]", "[[" + layers + "]]");
    constexpr std::uint64_t years = 12'800;
    const auto tables = run_loaded(loaded_of(text), 50, years);
    for (const double period : {20.0, 100.0, 250.0}) {
        const std::string key = fmt::format("{:g}", period);
        MetricRow const& oep = row_of(tables, "oep", "P", "gross_loss", period);
        const auto& band = expected["OEP_quantile_band"][key];
        const double error = 4 * pareto_error(alpha, period, years);
        // Strata of 2 % leave the ends of the band, at 5 % and 95 %, uncertain by some 3 %.
        EXPECT_NEAR(oep.credible_low / band[0].get<double>(), 1, error + 0.03) << period;
        EXPECT_NEAR(oep.credible_median / band[1].get<double>(), 1, error + 0.01) << period;
        EXPECT_NEAR(oep.credible_high / band[2].get<double>(), 1, error + 0.03) << period;
        const double predictive = expected["predictive_OEP_quantile"][key];
        EXPECT_NEAR(oep.value, predictive, 4 * oep.standard_error) << period;
        EXPECT_LT(oep.standard_error, predictive * (0.5 * error + 0.05)) << period;

        MetricRow const& reached = row_of(tables, "attachment_probability", key, "attached");
        const auto& chance = expected["prob_exceed_band"][key];
        for (auto const& [value, at] : {std::pair{reached.credible_low, 0}, std::pair{reached.credible_median, 1},
                                        std::pair{reached.credible_high, 2}}) {
            const double p = chance[static_cast<std::size_t>(at)];
            EXPECT_NEAR(value, p, 4 * std::sqrt(p / years) + 0.04 * p) << period << ", " << at;
        }
    }
}

TEST(KnownAnswers, TL02BandsOfTailsOfAnExponentialLaw) {
    const auto& known = answer("O-TL-02");
    const auto& in = known["inputs"];
    const auto& expected = known["expected"];
    const std::string text = uncertain_scenario(
        "{bernoulli: {probability: 1}}",
        fmt::format("{{exponential: {{mean: {{lognormal: {{mu: {}, sigma: {}}}}}}}}}",
                    in["log_theta"]["mean"].get<double>(), in["log_theta"]["sd"].get<double>()),
        "[{var: {level: 99%}}, {var: {level: 99.5%}}, {tvar: {level: 99%}}, {tvar: {level: 99.5%}}]");
    constexpr std::uint64_t years = 12'800;
    const auto tables = run_loaded(loaded_of(text), 50, years);
    for (const double level : {0.99, 0.995}) {
        const std::string key = fmt::format("{:g}", level);
        // VaR = -theta ln(1 - p) has an error of theta / sqrt(n (1 - p)), TVaR one of theta sqrt(2 / (n (1 - p))) at
        // most.
        const double part = std::sqrt(2 / (years * (1 - level))) / -std::log(1 - level);
        for (auto const& [metric, name] : {std::pair{"var", "VaR"}, std::pair{"tvar", "TVaR"}}) {
            MetricRow const& row = row_of(tables, metric, "P", "gross_loss", level);
            const auto& band = expected[std::string(name) + "_band"][key];
            EXPECT_NEAR(row.credible_low / band[0].get<double>(), 1, 4 * part + 0.03) << metric << level;
            EXPECT_NEAR(row.credible_median / band[1].get<double>(), 1, 4 * part + 0.01) << metric << level;
            EXPECT_NEAR(row.credible_high / band[2].get<double>(), 1, 4 * part + 0.03) << metric << level;
            const double predictive = expected[std::string("predictive_") + name][key];
            EXPECT_NEAR(row.value, predictive, 4 * row.standard_error) << metric << level;
            EXPECT_LT(row.standard_error, 0.15 * predictive) << metric << level;
            EXPECT_GT(row.value, row.credible_median) << metric << level;
        }
        const auto vars = by_draw(tables, row_of(tables, "var", "P", "gross_loss", level));
        double mean = 0;
        for (const double x : vars) mean += x / static_cast<double>(vars.size());
        EXPECT_NEAR(mean / expected["mean_of_VaR"][key].get<double>(), 1, 4 * part) << level;
    }
}

TEST(KnownAnswers, TL03LawOfTotalVariance) {
    const auto& known = answer("O-TL-03");
    const auto& in = known["inputs"];
    const auto& expected = known["expected"];
    const std::string text =
        uncertain_scenario(fmt::format("{{poisson: {{mean: {{gamma: {{shape: {}, rate: {}}}}}}}}}",
                                       in["rate"]["shape"].get<double>(), in["rate"]["rate"].get<double>()),
                           fmt::format("{{exponential: {{mean: {{lognormal: {{mu: {}, sigma: {}}}}}}}}}",
                                       in["theta"]["mu"].get<double>(), in["theta"]["sigma"].get<double>()),
                           "[aal, sd]");
    const auto tables = run_loaded(loaded_of(text), 400, 640);
    const auto expect = [&](std::string_view metric, double value, double tightness) {
        MetricRow const& row = row_of(tables, metric, "P", "gross_loss");
        EXPECT_NEAR(row.value, value, 4 * row.standard_error) << metric;
        EXPECT_LT(row.standard_error, tightness * value) << metric;
    };
    expect("aal", expected["mean"], 0.1);
    expect("sd", expected["total_sd"], 0.1);
    expect("sd_within_draws", std::sqrt(expected["aleatory_variance"].get<double>()), 0.1);
    expect("sd_between_draws", std::sqrt(expected["epistemic_variance"].get<double>()), 0.15);
    expect("share_between_draws", expected["epistemic_share"], 0.2);
}

// Rate and Pareto index known as intervals: what a run at the corners gives lies within its own error of the exact
// bounds.
TEST(KnownAnswers, PB01BoundsOverIntervals) {
    const auto& known = answer("O-PB-01");
    const auto& in = known["inputs"];
    const auto& expected = known["expected"];
    const double retention = in["layer"]["retention"], limit = in["layer"]["limit"], threshold = in["threshold"];
    const std::string text = uncertain_scenario(
        fmt::format("{{poisson: {{mean: {{interval: {{low: {}, high: {}}}}}}}}}", in["rate"][0].get<double>(),
                    in["rate"][1].get<double>()),
        fmt::format("{{pareto: {{threshold: {}, shape: {{interval: {{low: {}, high: {}}}}}}}}}", in["xm"].get<double>(),
                    in["pareto_alpha"][0].get<double>(), in["pareto_alpha"][1].get<double>()),
        "[aal, {ep_curve: {return_periods: [50, 100, 200]}}]",
        fmt::format("[[{{cat_xl: {{name: Lower, attachment: {}, limit: {}, unlimited_reinstatements: true}}}}, "
                    "{{cat_xl: {{name: Upper, attachment: {}, limit: {}, unlimited_reinstatements: true}}}}]]",
                    retention, threshold - retention, threshold, retention + limit - threshold));
    constexpr std::uint64_t years = 64'000;
    const auto tables = run_loaded(loaded_of(text), 2, years);
    EXPECT_EQ(tables.corners, 4U);
    for (const double period : {50.0, 100.0, 200.0}) {
        MetricRow const& row = row_of(tables, "oep", "P", "gross_loss", period);
        const auto& bounds = expected["OEP_quantile"][fmt::format("{:g}", period)];
        EXPECT_NEAR(row.bound_low / bounds[0].get<double>(), 1, 4 * pareto_error(2.2, period, years)) << period;
        EXPECT_NEAR(row.bound_high / bounds[1].get<double>(), 1, 4 * pareto_error(1.5, period, years)) << period;
    }
    // The layer in two parts, of which the upper one tells how often the threshold is passed. Sums of at most `limit`
    // an event: the variance of a year is below limit times its mean.
    MetricRow const& lower = row_of(tables, "expected_loss", "Lower", "recovery");
    MetricRow const& upper = row_of(tables, "expected_loss", "Upper", "recovery");
    MetricRow const& passed = row_of(tables, "attachment_probability", "Upper", "attached");
    for (const bool high : {false, true}) {
        const std::size_t at = high ? 1 : 0;
        const double mean = expected["expected_layer"][at];
        const double layer = high ? lower.bound_high + upper.bound_high : lower.bound_low + upper.bound_low;
        EXPECT_NEAR(layer, mean, 4 * std::sqrt(limit * mean / years)) << at;
        const double p = expected["prob_exceed"][at];
        EXPECT_NEAR(high ? passed.bound_high : passed.bound_low, p, 4 * std::sqrt(p / years)) << at;
    }
}

// N is Poisson with a gamma rate: given the rate its mean is the rate, and over all rates N is negative binomial.
TEST(KnownAnswers, PoissonWithAGammaRateIsNegativeBinomial) {
    constexpr double shape = 4, exposure = 8;
    const std::string text =
        uncertain_scenario(fmt::format("{{poisson: {{mean: {{gamma: {{shape: {}, rate: {}}}}}}}}}", shape, exposure),
                           "{point: {value: 1}}", "[aal, sd, probability]");
    constexpr std::uint64_t years = 6400;
    const auto tables = run_loaded(loaded_of(text), 100, years);
    MetricRow const& mean = row_of(tables, "aal", "P", "gross_loss");
    for (auto const& [value, p] : {std::pair{mean.corrected_low, 0.05}, std::pair{mean.credible_median, 0.5},
                                   std::pair{mean.corrected_high, 0.95}}) {
        const double rate = math::gamma_p_inverse(shape, p) / exposure;
        EXPECT_NEAR(value, rate, 4 * std::sqrt(rate / years) + 0.02 * rate) << p;
    }
    MetricRow const& any = row_of(tables, "probability", "P", "gross_loss");
    const double none = std::pow(exposure / (exposure + 1), shape);
    EXPECT_NEAR(any.value, 1 - none, 4 * any.standard_error);
    EXPECT_LT(any.standard_error, 0.05);
    MetricRow const& sd = row_of(tables, "sd", "P", "gross_loss");
    EXPECT_NEAR(sd.value, std::sqrt(shape / exposure + shape / exposure / exposure), 4 * sd.standard_error);
    EXPECT_LT(sd.standard_error, 0.05);
}

}  // namespace
}  // namespace riskpool
