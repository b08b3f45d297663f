// Known answers by simulation: the whole engine, from a scenario's text to its metrics, against exact figures. A
// figure passes within 4 standard errors (mc_sd of the case, where it gives one, over the root of the years).
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <cmath>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/run/run_text.hpp"

namespace riskpool {
namespace {

using nlohmann::json;
using testing::run_text;
using testing::simple_scenario;
using testing::TextRun;

constexpr std::uint64_t years = 400'000;

void expect_mc(double value, double expected, double mc_sd, std::string const& what, std::uint64_t n = years) {
    EXPECT_NEAR(value, expected, 4 * mc_sd / std::sqrt(static_cast<double>(n))) << what;
}

std::string frequency_text(json const& f) {
    if (f["dist"] == "poisson") return fmt::format("{{poisson: {{mean: {}}}}}", f["mean"].get<double>());
    return fmt::format("{{negative_binomial: {{mean: {}, size: {}}}}}", f["mean"].get<double>(), f["r"].get<double>());
}

std::string severity_text(json const& s) {
    const auto x = [&](char const* key) { return s[key].get<double>(); };
    const std::string dist = s["dist"];
    if (dist == "exponential") return fmt::format("{{exponential: {{mean: {}}}}}", x("mean"));
    if (dist == "gamma") return fmt::format("{{gamma: {{shape: {}, scale: {}}}}}", x("shape"), x("scale"));
    if (dist == "lognormal") return fmt::format("{{lognormal: {{mu: {}, sigma: {}}}}}", x("mu"), x("sigma"));
    if (dist == "pareto1") return fmt::format("{{pareto: {{threshold: {}, shape: {}}}}}", x("xm"), x("alpha"));
    // Lomax is the generalised Pareto with shape 1/a and scale b/a.
    return fmt::format("{{generalised_pareto: {{scale: {}, shape: {}}}}}", x("scale") / x("shape"), 1 / x("shape"));
}

std::string source_text(std::string const& frequency, std::string const& severity) {
    return "collective_risk: {frequency: " + frequency + ", severity: " + severity + "}";
}

class AggregateAnswer : public ::testing::TestWithParam<char const*> {};

TEST_P(AggregateAnswer, AgreesWithTheExactDistribution) {
    json const& c = answer(GetParam());
    json const& in = c["inputs"];
    json const& expected = c["expected"];
    json const& sd = c["mc_sd"];
    const double attachment = in["stop_loss_at"][0];
    const TextRun run = run_text(
        simple_scenario(
            source_text(frequency_text(in["frequency"]), severity_text(in["severity"])),
            fmt::format("[[{{stop_loss: {{name: SL, attachment: {}, limit: .inf}}}}]]", attachment),
            "[aal: {}, sd: {}, probability: {}, var: {level: 0.9}, var: {level: 0.95}, var: {level: 0.99}, "
            "var: {level: 0.995}, var: {level: 0.999}, tvar: {level: 0.9}, tvar: {level: 0.95}, tvar: {level: 0.99}, "
            "tvar: {level: 0.995}, tvar: {level: 0.999}]"),
        years, 11);
    expect_mc(run.row("aal", "P", "gross_loss").value, expected["mean"], sd["mean"], "mean");
    MetricRow const& spread = run.row("sd", "P", "gross_loss");
    EXPECT_NEAR(spread.value, expected["sd"].get<double>(), 4 * spread.standard_error) << "sd";
    expect_mc(1 - run.row("probability", "P", "gross_loss").value, expected["p_zero"], sd["p_zero"], "P(0)");
    for (char const* level : {"0.9", "0.95", "0.99", "0.995", "0.999"}) {
        const double p = std::stod(level);
        const std::string var = std::string("VaR_") + level;
        const std::string tvar = "T" + var;
        expect_mc(run.row("var", "P", "gross_loss", p).value, expected[var], sd[var], var);
        expect_mc(run.row("tvar", "P", "gross_loss", p).value, expected[tvar], sd[tvar], tvar);
    }
    const std::string sl = fmt::format("SL_{}", attachment);
    expect_mc(run.row("aal", "SL", "recovery").value, expected[sl], sd[sl], sl);
}

INSTANTIATE_TEST_SUITE_P(KnownAnswers, AggregateAnswer,
                         ::testing::Values("O-AG-01", "O-AG-02", "O-AG-03", "O-AG-04", "O-AG-05"));

/// The yearly values of one column.
std::vector<double> column_of(std::string const& text, std::uint64_t trials, std::string_view party,
                              std::string_view quantity, Basis basis) {
    const Plan plan(testing::scenario_of(text), 11);
    std::size_t chosen = plan.columns().size();
    for (std::size_t k = 0; k < plan.columns().size(); ++k) {
        ColumnDescription const& column = plan.columns()[k];
        if (column.party == party && column.quantity == quantity && column.basis == basis) chosen = k;
    }
    std::vector<double> values;
    RunState state = open_state(plan, 0, trials);
    run_trials(
        plan, {0, trials}, {},
        [&](std::uint64_t, std::uint32_t, std::span<std::vector<double> const> columns) {
            values.insert(values.end(), columns[chosen].begin(), columns[chosen].end());
        },
        state);
    return values;
}

template <class Condition>
void expect_probability(std::vector<double> const& values, Condition holds, double p, std::string const& what) {
    const auto n = static_cast<double>(values.size());
    const auto hits = static_cast<double>(std::count_if(values.begin(), values.end(), holds));
    EXPECT_NEAR(hits / n, p, 4 * std::sqrt(p * (1 - p) / n)) << what;
}

TEST(KnownAnswers, AG06DiscreteAggregateHasItsProbabilitiesAndQuantiles) {
    json const& expected = answer("O-AG-06")["expected"];
    json const& sd = answer("O-AG-06")["mc_sd"];
    const std::string source =
        source_text("{poisson: {mean: 2}}", "{empirical: {values: [1, 2, 5], weights: [0.5, 0.3, 0.2]}}");
    const std::string metrics =
        "[aal: {}, var: {level: 0.95}, var: {level: 0.99}, var: {level: 0.995}, tvar: {level: 0.95}, "
        "tvar: {level: 0.99}, tvar: {level: 0.995}]";
    const std::string text = simple_scenario(source, "[]", metrics);
    const std::vector<double> totals = column_of(text, years, "P", "gross_loss", Basis::annual);
    for (const int k : {0, 1, 2, 5, 10, 20}) {
        expect_probability(
            totals, [&](double x) { return x == k; }, expected["P_S_eq_" + std::to_string(k)], std::to_string(k));
    }
    const TextRun run = run_text(text, years, 11);
    for (char const* level : {"0.95", "0.99", "0.995"}) {
        EXPECT_EQ(run.row("var", "P", "gross_loss", std::stod(level)).value,
                  expected[std::string("VaR_") + level].get<double>());
        MetricRow const& tvar = run.row("tvar", "P", "gross_loss", std::stod(level));
        EXPECT_NEAR(tvar.value, expected[std::string("TVaR_") + level].get<double>(), 4 * tvar.standard_error);
    }
    for (const int d : {3, 8, 15}) {
        const TextRun sl = run_text(
            simple_scenario(source, fmt::format("[[{{stop_loss: {{name: SL, attachment: {}, limit: .inf}}}}]]", d),
                            "[aal: {}]"),
            years, 11);
        const std::string key = "SL_" + std::to_string(d);
        expect_mc(sl.row("aal", "SL", "recovery").value, expected[key], sd[key], key);
    }
}

TEST(KnownAnswers, EP01EventTableHasItsExceedanceProbabilities) {
    json const& c = answer("O-EP-01");
    std::string events;
    for (auto const& row : c["inputs"]["elt"]) {
        events += fmt::format("{{rate: {}, insured: I, loss: {}}}, ", row[0].get<double>(), row[1].get<double>());
    }
    const std::string text = simple_scenario("event_table: {events: [" + events + "]}", "[]",
                                             "[aal: {}, ep_curve: {return_periods: [10, 25, 50, 100, 200]}]");
    const std::vector<double> largest = column_of(text, years, "P", "gross_loss", Basis::occurrence);
    const std::vector<double> totals = column_of(text, years, "P", "gross_loss", Basis::annual);
    for (auto const& [threshold, p] : c["expected"]["OEP"].items()) {
        const double x = std::stod(threshold);
        expect_probability(
            largest, [&](double loss) { return loss > x; }, p, "OEP " + threshold);
    }
    for (auto const& [threshold, p] : c["expected"]["AEP"].items()) {
        const double x = std::stod(threshold);
        expect_probability(
            totals, [&](double loss) { return loss > x; }, p, "AEP " + threshold);
    }
    const TextRun run = run_text(text, years, 11);
    expect_mc(run.row("aal", "P", "gross_loss").value, c["expected"]["aal"], c["mc_sd"]["aal"], "aal");
    for (char const* period : {"10", "25", "50", "100", "200"}) {
        EXPECT_EQ(run.row("oep", "P", "gross_loss", std::stod(period)).value,
                  c["expected"]["OEP_PML"][period].get<double>())
            << period;
        EXPECT_EQ(run.row("aep", "P", "gross_loss", std::stod(period)).value,
                  c["expected"]["AEP_PML"][period].get<double>())
            << period;
    }
}

TEST(KnownAnswers, EP02AnnualMaximumIsExceededOnceInItsReturnPeriod) {
    json const& c = answer("O-EP-02");
    const std::string text = simple_scenario(
        source_text("{poisson: {mean: 0.6}}", "{pareto: {threshold: 1, shape: 1.8}}"), "[]", "[ep_curve: {}]");
    const std::vector<double> largest = column_of(text, years, "P", "gross_loss", Basis::occurrence);
    for (auto const& [period, x] : c["expected"]["OEP"].items()) {
        const double quantile = x;
        if (quantile == 0) continue;
        expect_probability(
            largest, [&](double loss) { return loss > quantile; }, 1 / std::stod(period), period);
    }
}

TEST(KnownAnswers, LY01LayersHaveTheirMeansAndProbabilities) {
    json const& c = answer("O-LY-01");
    std::string tower;
    for (auto const& layer : c["inputs"]["layers"]) {
        const double limit = layer[0], attachment = layer[1];
        tower += fmt::format(
            "{{cat_xl: {{name: {0}_xs_{1}, limit: {0}, attachment: {1}, unlimited_reinstatements: true}}}}, ", limit,
            attachment);
    }
    const std::string source = source_text("{poisson: {mean: 2.5}}", "{pareto: {threshold: 1, shape: 2.2}}");
    // With an occurrence metric recoveries are attributed to rows in order of time; without, only totals are computed.
    for (std::string const metrics :
         {"[aal: {}, sd: {}, probability: {}]", "[aal: {}, sd: {}, probability: {}, ep_curve: {}]"}) {
        const TextRun run = run_text(simple_scenario(source, "[[" + tower + "]]", metrics), years, 11);
        for (auto const& [name, expected] : c["expected"].items()) {
            json const& sd = c["mc_sd"][name];
            expect_mc(run.row("aal", name, "recovery").value, expected["expected_annual"], sd["expected_annual"], name);
            MetricRow const& spread = run.row("sd", name, "recovery");
            EXPECT_NEAR(spread.value, expected["sd_annual"].get<double>(), 4 * spread.standard_error) << name;
            expect_mc(run.row("aal", name, "claims").value, expected["expected_claims"], sd["expected_claims"],
                      name + " claims");
            expect_mc(run.row("probability", name, "attached").value, expected["attach_prob"], sd["attach_prob"],
                      name + " attaches");
            expect_mc(run.row("probability", name, "exhausted").value, expected["exhaust_prob"], sd["exhaust_prob"],
                      name + " exhausts");
        }
    }
}

TEST(KnownAnswers, RI01BasePremiumPlusReinstatementPremiumIsTheExpectedRecovery) {
    json const& c = answer("O-RI-01");
    for (std::size_t i = 0; i < c["inputs"]["cases"].size(); ++i) {
        json const& expected = c["expected"]["results"][i];
        const std::string prices = c["inputs"]["cases"][i]["charges"].dump();
        for (std::string const basis : {"amount", "amount_and_time"}) {
            const double base = expected[basis == "amount" ? "base_premium_amount" : "base_premium_amount_time"];
            const TextRun run =
                run_text(simple_scenario(source_text("{poisson: {mean: 0.35}}", "{point: {value: 10}}"),
                                         fmt::format("[[{{cat_xl: {{name: L, limit: 10, attachment: 0, premium: {}, "
                                                     "reinstatements: {}, reinstatement_basis: {}}}}}]]",
                                                     base, prices, basis),
                                         "[aal: {}]"),
                         years, 11);
            MetricRow const& recovery = run.row("aal", "L", "recovery");
            EXPECT_NEAR(recovery.value, expected["expected_recovery"].get<double>(), 4 * recovery.standard_error);
            if (base == expected["expected_recovery"].get<double>())
                continue;  // nothing is due, so nothing is measured
            MetricRow const& premium = run.row("aal", "L", "reinstatement_premium");
            EXPECT_NEAR(premium.value, expected["expected_recovery"].get<double>() - base,
                        4 * premium.standard_error + 1e-9)
                << prices << ' ' << basis;
        }
    }
}

TEST(KnownAnswers, RI02PartialLossesReinstateInProportion) {
    json const& c = answer("O-RI-02");
    const double base = c["expected"]["base_premium_pure"];
    const TextRun run = run_text(
        simple_scenario(
            source_text("{poisson: {mean: 1.2}}", "{pareto: {threshold: 5, shape: 1.6}}"),
            fmt::format("[[{{cat_xl: {{name: L, limit: 20, attachment: 10, premium: {}, reinstatements: [1, 1]}}}}]]",
                        base),
            "[aal: {}]"),
        years, 11);
    expect_mc(run.row("aal", "L", "recovery").value, c["expected"]["expected_recovery"],
              c["mc_sd"]["expected_recovery"], "recovery");
    double reinstated = 0;
    for (auto const& fraction : c["expected"]["expected_reinstated_fraction"]) reinstated += fraction.get<double>();
    MetricRow const& premium = run.row("aal", "L", "reinstatement_premium");
    EXPECT_NEAR(premium.value, base * reinstated, 4 * premium.standard_error);
}

TEST(KnownAnswers, AFaultOfTenStandardErrorsWouldBeCaught) {
    json const& c = answer("O-AG-01");
    const TextRun run =
        run_text(simple_scenario(source_text("{poisson: {mean: 3.05}}", "{exponential: {mean: 2}}"), "[]", "[aal: {}]"),
                 years, 11);
    const double error = c["mc_sd"]["mean"].get<double>() / std::sqrt(static_cast<double>(years));
    EXPECT_GT(std::abs(run.row("aal", "P", "gross_loss").value - c["expected"]["mean"].get<double>()), 4 * error);
}

}  // namespace
}  // namespace riskpool
