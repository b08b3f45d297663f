// Pools of other forms than direct co-insurance, and shares by last year's figures: scenarios worked by hand.
#include <gtest/gtest.h>

#include <vector>

#include "tests/known_answers/published_run.hpp"
#include "tests/known_answers/yearly_events.hpp"

namespace riskpool {
namespace {

using namespace testing;

/// M1 wrote A (premium 100) and M2 wrote B (50); C (20) is inward business. The pool is offered 40 % of A and B, pays a
/// commission of 25 %, and is shared by halves. A loses 100 and C loses 10.
TEST(InwardPool, TakesAShareOfWhatMembersWriteAndAllOfInwardBusiness) {
    KnownScenario scenario;
    scenario.members = "[{name: M1}, {name: M2}]";
    scenario.share_rule = "equal";
    scenario.insureds =
        "[{name: A, premium: 100, originator: M1}, {name: B, premium: 50, originator: M2}, "
        "{name: C, premium: 20}]";
    scenario.sources =
        "fixed_events: {events: [{year: 1, insured: A, damage: 100}, {year: 1, insured: C, damage: 10}]}";
    scenario.pool_terms = ", inward: {share: 40%, commission: 25%}";
    const KnownRun run(scenario);
    expect_figures(run.column("P", "gross_loss"), {50}, "40 of A and 10 of C");
    expect_figures(run.column("M1", "kept_loss"), {60}, "M1 keeps");
    expect_figures(run.column("M1", "ceded_loss"), {40}, "M1 cedes");
    // Pool: premium 40 + 20 + 20, commission 25 % of 60, losses 50; half of 15 each.
    expect_figures(run.column("P", "result"), {80 - 15 - 50}, "the pool");
    expect_figures(run.column("M1", "result"), {100 - 40 + 10 - 60 + 7.5}, "M1");
    expect_figures(run.column("M2", "result"), {50 - 20 + 5 + 7.5}, "M2");
    EXPECT_NEAR(run.gain("insureds"), 110 - 170.0, 1e-9);
}

TEST(InwardPool, HoldsWhatIsOfferedAgainstTheCapacityForOwnAndForInwardBusiness) {
    KnownScenario scenario;
    scenario.members = "[{name: M1, capacity: 12, inward_capacity: 5}, {name: M2, capacity: 8, inward_capacity: 3}]";
    scenario.insureds = "[{name: A, property: 100, type: own, originator: M1}, {name: C, property: 10, type: inward}]";
    scenario.share_rule =
        "{by_section: {sections: [{covers: {type: inward}, shares: {by_capacity: {business: inward, "
        "part_of_capital: .inf}}}, {shares: {by_capacity: {part_of_capital: .inf}}}]}}";
    scenario.sources =
        "fixed_events: {events: [{year: 1, insured: A, damage: 100}, {year: 1, insured: C, damage: 10}]}";
    scenario.pool_terms = ", inward: {share: 50%}";
    const KnownRun run(scenario);
    // Of A 50 are offered and 20 are taken; of C, whole, 8 of 10.
    EXPECT_NEAR(run.row("aal", "M1", "gross_loss").value, 12 + 5, 1e-9) << "M1";
    EXPECT_NEAR(run.row("aal", "M2", "gross_loss").value, 8 + 3, 1e-9) << "M2";
    expect_figures(run.column("M1", "kept_loss"), {80}, "what the pool does not take");
}

TEST(AssignedRisks, AreTakenWholeWhateverTheCapacities) {
    KnownScenario scenario;
    scenario.members = "[{name: M1, capacity: 15}, {name: M2, capacity: 5}, {name: M3}]";
    scenario.insureds = "[{name: A, property: 50}, {name: B}]";
    scenario.share_rule = "{by_capacity: {part_of_capital: .inf}}";
    scenario.sources = "fixed_events: {events: [{year: 1, insured: A, damage: 40}, {year: 1, insured: B, damage: 30}]}";
    scenario.pool_terms = ", assigned_risks: true";
    const KnownRun run(scenario);
    // A in proportion to lines; B, which has no value to hold against them, in equal parts.
    EXPECT_NEAR(run.row("aal", "M1", "gross_loss").value, 30 + 10, 1e-9) << "M1";
    EXPECT_NEAR(run.row("aal", "M2", "gross_loss").value, 10 + 10, 1e-9) << "M2";
    EXPECT_NEAR(run.row("aal", "M3", "gross_loss").value, 10, 1e-9) << "M3";
    scenario.pool_terms = "";
    expect_figures(KnownRun(scenario).column("P", "gross_loss"), {16}, "20 of 50 where risks may be refused");
}

TEST(SoloOrPool, LeavesARiskToItsWriterOrToThePool) {
    KnownScenario scenario;
    scenario.members = "[{name: M1, capital: 6bn, solvency_ratio: 160%}, {name: M2}]";
    scenario.insureds = "[{name: A, premium: 3}, {name: B, premium: 5}]";
    scenario.share_rule = "{solo_or_pool: {solo: [{insured: A, member: M1}], shares: equal}}";
    scenario.sources = "fixed_events: {events: [{year: 1, insured: A, damage: 10}, {year: 1, insured: B, damage: 6}]}";
    const KnownRun run(scenario);
    expect_figures(run.column("M1", "net_loss"), {13}, "M1");
    expect_figures(run.column("M2", "net_loss"), {3}, "M2");
    expect_figures(run.column("M1", "result"), {3 + 2.5 - 13}, "M1's result");
}

/// Year 1 is shared 60 to 40 by last year's figures and loses 110 against a premium of 10. Its own figures turn out to
/// be 50 to 50: in year 2 M1 gets 10 % of 100 from M2.
TEST(MarketShare, OfLastYearHoldsUntilThatOfTheYearIsFinal) {
    KnownScenario scenario;
    scenario.years = 3;
    scenario.members = "[{name: M1}, {name: M2}]";
    scenario.share_rule =
        "{by_market_share: {market: [{member: M1, figures: [60, 50, 20]}, {member: M2, figures: [40, "
        "50, 80]}], final_after: 1}}";
    scenario.sources = losses_by_year({{110}, {}, {}});
    const KnownRun run(scenario);
    expect_figures(run.column("M1", "net_loss"), {66, 0, 0}, "by last year's figures");
    // Year 2 is shared 50 to 50; by its own figures M1 has 20 % of its result of 10.
    expect_figures(run.column("M1", "result"), {-60, 5 + 10, 2 - 3}, "M1");
    expect_figures(run.column("M2", "result"), {-40, 5 - 10, 8 + 3}, "M2");
    scenario.share_rule.replace(scenario.share_rule.find(", final_after: 1"), 16, "");
    expect_figures(KnownRun(scenario).column("M1", "result"), {-60, 5, 2}, "never settled anew");
}

TEST(MemberAssets, MoveWithResultsWhereLiabilitySaysSo) {
    KnownScenario scenario;
    scenario.years = 2;
    scenario.members = "[{name: M, capital: 100, default_probability: 0}]";
    scenario.sources = losses_by_year({{80}, {80}});
    scenario.more = "defaults: by_rating\n";
    scenario.pool_terms = ", liability: {assets: with_results}";
    // 100 + 10 - 80 leaves 30 for the 80 of year 2.
    expect_figures(KnownRun(scenario).column("P", "unpaid_claims"), {0, 50}, "with results");
    scenario.pool_terms = ", liability: {}";
    expect_figures(KnownRun(scenario).column("P", "unpaid_claims"), {0, 0}, "as stated");
}

}  // namespace
}  // namespace riskpool
