#include <gtest/gtest.h>

#include "models/model_register.hpp"
#include "sim/scenario/load.hpp"

namespace riskpool {
namespace {

CheckedScenario read(std::string const& premium, std::string const& more = "",
                     std::vector<std::string> const& settings = {}) {
    return check_scenario_text(
        "schema: 1\nname: test\ncurrency: CNY\nmembers: [{name: M}]\ninsureds: [{name: I, premium: " + premium +
            "}]\nsources: [{collective_risk: {frequency: {poisson: {mean: 1}}, severity: {point: {value: 1}}}}]\n"
            "pools: [{name: P, shares: {equal: {}}}]\n" +
            more,
        "test.yaml", registered_models(), settings);
}

TEST(BeliefReading, ReadsValuesInTheUnitOfTheNumber) {
    const auto money = read("{pert: {low: 1m, mode: 2m, high: 6m}, source: J, note: guess}");
    ASSERT_TRUE(money.diagnostics.empty());
    EXPECT_DOUBLE_EQ(money.loaded.scenario.insureds.list[0].premium, 2.5e6);
    ASSERT_EQ(money.loaded.uncertain.size(), 1U);
    UncertainNumber const& number = money.loaded.uncertain[0];
    EXPECT_EQ(number.path, "insureds[0].premium");
    EXPECT_EQ(number.belief.highest(), 6e6);
    EXPECT_EQ(number.place.line, 5);
    ASSERT_EQ(money.loaded.provenance.size(), 1U);
    EXPECT_EQ(money.loaded.provenance[0].source, "J");
    EXPECT_EQ(money.loaded.provenance[0].value, "{pert: {low: 1m, mode: 2m, high: 6m}}");

    const auto part = read("1m", "", {"pools[0].expenses={uniform: {low: 5%, high: 15%}}"});
    ASSERT_TRUE(part.diagnostics.empty());
    EXPECT_DOUBLE_EQ(part.loaded.scenario.pools[0].expenses, 0.1);
}

TEST(BeliefReading, PutsDrawnValuesInPlaceOfMeans) {
    const auto checked = read("{uniform: {low: 1m, high: 3m}}");
    EXPECT_EQ(scenario_with(checked.loaded, {{"insureds[0].premium", 1.25e6}}, "draw 0").insureds.list[0].premium,
              1.25e6);
    try {
        (void)scenario_with(checked.loaded, {{"insureds[0].premium", -1.0}}, "draw 3");
        FAIL();
    } catch (ScenarioError const& error) {
        EXPECT_NE(error.diagnostics().at(0).problem.find("in draw 3 (insureds[0].premium = -1)"), std::string::npos)
            << error.diagnostics().at(0).problem;
    }
}

TEST(BeliefReading, LetsNumbersShareABeliefByName) {
    const auto checked = read("{belief: size, note: shared}", "beliefs: {size: {uniform: {low: 1, high: 3}}}\n",
                              {"sources[0].collective_risk.severity.point.value={belief: size}"});
    ASSERT_TRUE(checked.diagnostics.empty());
    ASSERT_EQ(checked.loaded.uncertain.size(), 2U);
    EXPECT_EQ(checked.loaded.uncertain[0].name, "size");
    const auto unknowns = unknowns_of(checked.loaded.uncertain);
    ASSERT_EQ(unknowns.size(), 1U);
    EXPECT_EQ(unknowns[0].paths.size(), 2U);
}

TEST(BeliefReading, TakesWhereASharedBeliefComesFromFromItsNameUnlessTheNumberSaysMore) {
    const auto checked =
        read("{belief: size}", "beliefs: {size: {uniform: {low: 1, high: 3}, source: S, note: a report}}\n",
             {"sources[0].collective_risk.severity.point.value={belief: size, source: J}"});
    ASSERT_TRUE(checked.diagnostics.empty());
    ASSERT_EQ(checked.loaded.provenance.size(), 2U);
    for (auto const& origin : checked.loaded.provenance) {
        const bool premium = origin.path == "insureds[0].premium";
        EXPECT_EQ(origin.source, premium ? "S" : "J") << origin.path;
        EXPECT_EQ(origin.note, premium ? "a report" : "") << origin.path;
    }
}

TEST(BeliefReading, WarnsOfCorrelationsThatContradictEachOther) {
    const auto checked = read(
        "{belief: a}",
        "beliefs: {a: {uniform: {low: 1, high: 3}}, b: {uniform: {low: 0, high: 1}}, c: {uniform: {low: 0, high: 1}}}\n"
        "belief_correlation:\n  - {first: a, second: b, rank: 0.9}\n  - {first: b, second: c, rank: 0.9}\n"
        "  - {first: a, second: c, rank: -0.9}\n",
        {"pools[0].expenses={belief: b}", "sources[0].collective_risk.severity.point.value={belief: c}"});
    ASSERT_EQ(checked.diagnostics.size(), 1U);
    EXPECT_EQ(checked.diagnostics[0].level, Level::warning);
    EXPECT_EQ(checked.diagnostics[0].path, "belief_correlation");
    EXPECT_NE(checked.diagnostics[0].problem.find("% smaller"), std::string::npos);
}

}  // namespace
}  // namespace riskpool
