#include "sim/run/risk_reduction_plan.hpp"

#include "tests/known_answers/published_run.hpp"
#include "tests/known_answers/yearly_events.hpp"

namespace riskpool {
namespace {

using namespace testing;

KnownScenario measured(std::string const& measures) {
    KnownScenario scenario;
    scenario.years = 4;
    scenario.sources = "adjusted: {source: {" + losses_by_year({{100}, {100}, {100}, {100}}) + "}, risk_reduction: [" +
                       measures + "]}";
    return scenario;
}

TEST(RiskReduction, CostsInsuredsInTheYearsInWhichItWorks) {
    const KnownRun run(measured("{name: Guards, smaller_losses: 40%, from_year: 2, until_year: 3, cost: 6}"));
    expect_figures(run.column("P", "gross_loss"), {100, 60, 60, 100}, "losses");
    expect_figures(run.column("Guards", "cost_to_insureds"), {0, 6, 6, 0}, "cost");
    EXPECT_NEAR(run.gain("insureds", "risk_reduction"), -3, 1e-12);
    EXPECT_NEAR(run.gain("providers", "risk_reduction"), 3, 1e-12);
    expect_figures(run.column("P", "result"), {-90, -50, -50, -90}, "the pool pays nothing of it");
}

TEST(RiskReduction, IsPartOfTheFiscalCostWhereTheStatePays) {
    const KnownRun run(measured("{name: Sirens, smaller_losses: 10%, cost: 6, paid_by: state}"));
    expect_figures(run.column("Sirens", "cost_to_state"), {6, 6, 6, 6}, "cost");
    expect_figures(run.column("state", "fiscal_cost"), {6, 6, 6, 6}, "fiscal cost");
}

TEST(RiskReduction, IsOneMeasureInSeveralSources) {
    KnownScenario scenario = measured("{name: Guards, smaller_losses: 40%, cost: 6}");
    scenario.sources += ", developing: {reported: [50%, 100%], source: {adjusted: {source: {" + losses_by_year({{10}}) +
                        "}, risk_reduction: [{name: guards, smaller_losses: 10%, cost: 1}]}}}";
    const KnownRun run(scenario);
    expect_figures(run.column("Guards", "cost_to_insureds"), {7, 7, 7, 7}, "cost");
    expect_figures(run.column("P", "gross_loss"), {64.5, 64.5, 60, 60}, "losses of both");
}

TEST(RiskReduction, LeavesTreatiesTheCausesOfTheSourceWithin) {
    KnownScenario scenario = measured("{name: Guards, smaller_losses: 40%}");
    scenario.programme =
        "[[{per_risk_xl: {limit: 100, attachment: 20, premium: 0, reinstatements: [0], causes: [fixed_events]}}]]";
    expect_figures(KnownRun(scenario).column("P", "recovery"), {40, 40, 40, 40}, "recovery");
}

}  // namespace
}  // namespace riskpool
