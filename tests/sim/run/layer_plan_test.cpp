#include "sim/run/layer_plan.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/run/run_text.hpp"

namespace riskpool {
namespace {

using nlohmann::json;
using testing::run_text;
using testing::simple_scenario;
using testing::TextRun;

constexpr std::uint64_t years = 200'000;

std::string pareto_losses(json const& in) {
    return fmt::format(
        "collective_risk: {{frequency: {{poisson: {{mean: {}}}}}, severity: {{pareto: {{threshold: {}, shape: {}}}}}}}",
        in["rate"].get<double>(), in["severity"]["xm"].get<double>(), in["severity"]["alpha"].get<double>());
}

void expect_within_errors(MetricRow const& row, double expected) {
    EXPECT_NEAR(row.value, expected, 4 * row.standard_error) << row.metric << " of " << row.party;
    EXPECT_GT(row.standard_error, 0) << row.metric << " of " << row.party;
}

TEST(LayerPlan, PricesTheReinstatementsOfRi02) {
    auto const& c = answer("O-RI-02");
    auto const& expected = c["expected"];
    // Half of the layer is placed, so half of all money is expected; the rate on line is what it was.
    const TextRun run = run_text(simple_scenario(pareto_losses(c["inputs"]),
                                                 "[[cat_xl: {name: Cat, limit: 20, attachment: 10, premium: 2.5, "
                                                 "reinstatements: [100%, 100%], placed: 0.5}]]",
                                                 "[technical_premium: {principle: {expected_value_principle: {}}}]"),
                                 years, 12);
    const double recovery = expected["expected_recovery"], premium = expected["base_premium_pure"];
    const double first = expected["expected_reinstated_fraction"][0];
    const double second = expected["expected_reinstated_fraction"][1];
    expect_within_errors(run.row("expected_loss", "Cat", "recovery"), 0.5 * recovery);
    expect_within_errors(run.row("loss_on_line", "Cat", "recovery"), recovery / 20);
    expect_within_errors(run.row("reinstatements_used", "Cat", "recovery"), first + second);
    expect_within_errors(run.row("technical_premium_expected_value_principle", "Cat", "recovery"), 0.5 * premium);
    EXPECT_DOUBLE_EQ(run.row("rate_on_line", "Cat", "premium").value, 2.5 / 20);
    EXPECT_DOUBLE_EQ(run.row("payback", "Cat", "premium").value, 8);
    // The pool's recoveries, of all treaties together, know no reinstatements.
    expect_within_errors(run.row("technical_premium_expected_value_principle", "P", "recovery"), 0.5 * recovery);
}

TEST(LayerPlan, HasTheFiguresOfLy01) {
    auto const& c = answer("O-LY-01");
    std::string tier;
    for (auto const& terms : c["inputs"]["layers"]) {
        const std::string name = fmt::format("{}_xs_{}", terms[0].get<int>(), terms[1].get<int>());
        tier += fmt::format("{}cat_xl: {{name: {}, limit: {}, attachment: {}, unlimited_reinstatements: true}}",
                            tier.empty() ? "" : ", ", name, terms[0].get<int>(), terms[1].get<int>());
    }
    const TextRun run =
        run_text(simple_scenario(pareto_losses(c["inputs"]), "[[" + tier + "]]", "[aal: {}]"), years, 21);
    for (auto const& [name, figures] : c["expected"].items()) {
        expect_within_errors(run.row("expected_loss", name, "recovery"), figures["expected_annual"]);
        expect_within_errors(run.row("loss_sd", name, "recovery"), figures["sd_annual"]);
        expect_within_errors(run.row("loss_on_line", name, "recovery"), figures["loss_on_line"]);
        expect_within_errors(run.row("attachment_probability", name, "attached"), figures["attach_prob"]);
        expect_within_errors(run.row("exhaustion_probability", name, "exhausted"), figures["exhaust_prob"]);
    }
}

TEST(LayerPlan, KnowsTheTermsOfEachKind) {
    const Plan plan(testing::scenario_of(simple_scenario(
                        "collective_risk: {frequency: {poisson: {mean: 1}}, severity: {exponential: {mean: 10}}}",
                        "[[quota_share: {name: QS, cession: 50%}], [cat_xl: {name: Cat, limit: 10, attachment: 10, "
                        "annual_limit: 25, reinstatements: [100%, 50%], reinstatement_basis: time, placed: 0.5}], "
                        "[stop_loss: {name: SL, attachment: 5, limit: 30, premium: 2}]]",
                        "[aal: {}]")),
                    1);
    ASSERT_EQ(plan.treaties().size(), 3);
    ASSERT_EQ(plan.layers().size(), 2) << "a quota share is no layer";
    PricedLayer const& cat = plan.layers()[0].terms();
    EXPECT_EQ(cat.limit, 5);
    EXPECT_EQ(cat.reinstated.limit, 5);
    EXPECT_EQ(cat.reinstated.annual_limit, 12.5);
    EXPECT_EQ(cat.reinstated.price, (std::vector<double>{1, 0.5}));
    EXPECT_EQ(cat.reinstatements, 2);
    EXPECT_EQ(cat.reinstatable(), 7.5);
    EXPECT_TRUE(cat.priced_by_date);
    PricedLayer const& stop = plan.layers()[1].terms();
    EXPECT_EQ(stop.limit, 30);
    EXPECT_EQ(stop.premium, 2);
    EXPECT_FALSE(stop.reinstatements.has_value());
    for (auto const& layer : plan.layers()) {
        EXPECT_EQ(plan.layer_of(layer.recovery_column()), &layer.terms());
        EXPECT_EQ(plan.columns()[layer.recovery_column()].quantity, "recovery");
    }
    std::size_t reinstated = 0;
    for (auto const& column : plan.columns()) reinstated += column.quantity == "reinstated" ? 1U : 0U;
    EXPECT_EQ(reinstated, 1) << "where the limit is reinstated but not without end";
}

TEST(LayerPlan, KeepsAllObservationsOfPricedSeriesOnly) {
    const Plan plan(testing::scenario_of(simple_scenario(
                        "collective_risk: {frequency: {poisson: {mean: 1}}, severity: {exponential: {mean: 10}}}",
                        "[[cat_xl: {name: Cat, limit: 10, attachment: 10, reinstatements: [100%]}]]",
                        "[technical_premium: {principle: {wang_transform: {lambda: 0.4}}}]")),
                    1);
    const RunState state = open_state(plan, 0, 1000);
    for (std::size_t k = 0; k < plan.columns().size(); ++k) {
        EXPECT_EQ(state.tails[k].keep(), plan.columns()[k].quantity == "recovery" ? 1000 : 0)
            << plan.columns()[k].party << ' ' << plan.columns()[k].quantity;
    }
}

}  // namespace
}  // namespace riskpool
