// Recoveries in dispute and late, who lends the money until then, and a lead that pays first: scenarios worked by hand.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/known_answers/published_run.hpp"
#include "tests/known_answers/yearly_events.hpp"

namespace riskpool {
namespace {

using namespace testing;
using Figures = std::vector<double>;

/// A quota share of half of the pool with R, which always disputes 60 % of what is above 20, for two years. The loss of
/// 240 in year 1 makes 120 due. The pool's premium is 10, of which 5 are ceded.
KnownScenario disputed(std::string const& more_of_dispute = "") {
    KnownScenario scenario;
    scenario.years = 3;
    scenario.programme =
        "[[{quota_share: {cession: 50%, lines: [{reinsurer: R, share: 100%, dispute: {probability: "
        "100%, part: 60%, above: 20, delay: 2" +
        more_of_dispute + "}}]}}]]";
    scenario.sources = losses_by_year({{240}, {}, {}});
    scenario.more = "reinsurers: [{name: R}]\n";
    return scenario;
}

TEST(LateMoney, IsAdvancedByMembersAndComesBackWhereNobodyElseLends) {
    const KnownRun run(disputed());
    expect_figures(run.column("P", "withheld"), {60, 0, 0}, "in dispute");
    expect_figures(run.column("P", "late_recovery"), {0, 0, 60}, "paid");
    expect_figures(run.column("P", "outstanding"), {60, 60, 0}, "to come");
    expect_figures(run.column("P", "uncollected"), {0, 0, 0}, "lost");
    expect_figures(run.column("P", "member_advance"), {60, 0, 0}, "members lend");
    expect_figures(run.column("P", "member_advance_repaid"), {0, 0, 60}, "and get back");
    expect_figures(run.column("P", "result"), {5 - 120 - 60, 5, 5 + 60}, "result");
    expect_figures(run.column("P", "net_loss"), {120, 0, 0}, "net loss is as due");
    EXPECT_NEAR(run.gain("R"), (3 * 5 - 120.0) / 3, 1e-9);
}

TEST(LateMoney, LosesWhatADisputeIsLostFor) {
    const KnownRun run(disputed(", paid_part: 75%"));
    expect_figures(run.column("P", "uncollected"), {15, 0, 0}, "lost");
    expect_figures(run.column("P", "late_recovery"), {0, 0, 45}, "paid");
    expect_figures(run.column("P", "result"), {5 - 120 - 15 - 45, 5, 5 + 45}, "result");
}

TEST(LateMoney, IsLentByFundsThenALenderThenMembersAndRepaidTheOtherWayRound) {
    KnownScenario scenario = disputed();
    scenario.pool_terms =
        ", reserve_fund: {opening: 30, trigger: {loss_ratio: 1000}}, "
        "liquidity: {fund_part: 50%, facility: 20, rate: 10%}";
    const KnownRun run(scenario);
    expect_figures(run.column("P fund", "advance"), {15, 0, 0}, "the fund lends half of its balance");
    expect_figures(run.column("P", "lender_advance"), {20, 0, 0}, "the lender its facility");
    expect_figures(run.column("P", "member_advance"), {25, 0, 0}, "members the rest");
    expect_figures(run.column("P", "bridge_interest"), {0, 2, 2}, "interest");
    expect_figures(run.column("P fund", "advance_repaid"), {0, 0, 15}, "back to the fund");
    expect_figures(run.column("P", "lender_advance_repaid"), {0, 0, 20}, "back to the lender");
    expect_figures(run.column("P fund", "balance"), {15, 15, 30}, "balance");
    expect_figures(run.column("P", "result"), {5 - 120 - 25, 5 - 2, 5 - 2 + 25}, "result");
}

/// R is of rating A, which fails in years of stress and in no other. Year 3 is one of stress: its loss of 1000 makes
/// 500 due, of which R pays 40 %, as of the 60 that are still to come.
TEST(LateMoney, IsPaidByTheRecoveryRateOfTheReinsurerThatFailsBeforeItPays) {
    KnownScenario scenario = disputed();
    scenario.sources = losses_by_year({{240}, {}, {1000}});
    scenario.more =
        "reinsurers: [{name: R, rating: A, recovery_rate: 40%}]\nstress_loss: 500\n"
        "defaults: {by_rating: {curve: {ratings: [{rating: A, probability: 0}]}, "
        "stress: {ratings: [{rating: A, probability: 100%}]}}}\n";
    const KnownRun run(scenario);
    expect_figures(run.column("P", "late_recovery"), {0, 0, 24}, "paid");
    expect_figures(run.column("P", "uncollected"), {0, 0, 300}, "lost of the year's own");
    expect_figures(run.column("P", "lost_late"), {0, 0, 36}, "lost of what was to come");
    expect_figures(run.column("P", "outstanding"), {60, 60, 0}, "to come");
    // In year 3 members pay 500 net and 336 that R leaves; they get back the 60 that they had lent.
    expect_figures(run.column("P", "result"), {5 - 120 - 60, 5, 5 - 500 - 336 + 60}, "result");
}

TEST(LateMoney, OfAllRecoveriesIsAPartThatArrivesLater) {
    KnownScenario scenario;
    scenario.years = 2;
    scenario.programme = "[[{quota_share: {cession: 50%}}]]";
    scenario.sources = losses_by_year({{100}, {}});
    scenario.pool_terms = ", liquidity: {late_part: 50%}";
    const KnownRun run(scenario);
    expect_figures(run.column("P", "withheld"), {25, 0}, "late");
    expect_figures(run.column("P", "late_recovery"), {0, 25}, "paid");
    EXPECT_NEAR(run.gain("reinsurance market", "late_recovery"), -12.5, 1e-9);
}

TEST(LateMoney, IsBoughtOutAtThePriceOfACommutation) {
    KnownScenario scenario;
    scenario.years = 4;
    scenario.programme = "[[{quota_share: {cession: 50%}}]]";
    scenario.sources = losses_by_year({{100}, {100}, {100}, {}});
    scenario.pool_terms = ", liquidity: {late_part: 50%, delay: 2, commutation: {year: 2, price: 80%}}";
    const KnownRun run(scenario);
    // The 25 of year 1 and the 25 of year 2 are bought out at the end of year 2; those of year 3 would come in year 5.
    expect_figures(run.column("P", "late_recovery"), {0, 40, 0, 0}, "paid");
    expect_figures(run.column("P", "lost_late"), {0, 10, 0, 0}, "lost");
    expect_figures(run.column("P", "outstanding"), {25, 0, 25, 25}, "to come");
}

TEST(LateMoney, IsDrawnWithTheProbabilityOfItsDisputeAndTheSameForAnyBlocks) {
    KnownScenario scenario = disputed();
    scenario.programme =
        "[[{quota_share: {cession: 50%, lines: [{reinsurer: R, share: 100%, dispute: {probability: "
        "30%, delay: 1}}]}}]]";
    scenario.years = 1;
    scenario.sources = losses_by_year({{240}});
    const KnownRun run(scenario, 4000);
    expect_frequency(
        run.column("P", "withheld"), [](double x) { return x == 120; }, 0.3, "disputes");
    const Figures shorter = KnownRun(scenario, 1000).column("P", "withheld");
    EXPECT_TRUE(std::equal(shorter.begin(), shorter.end(), run.column("P", "withheld").begin()));
}

KnownScenario led(std::string const& terms) {
    KnownScenario scenario;
    scenario.years = 2;
    scenario.members = "[{name: M1}, {name: M2}]";
    scenario.shares = "[{member: M1, share: 40%}, {member: M2, share: 60%}]";
    scenario.sources = losses_by_year({{100}, {}});
    scenario.pool_terms = ", lead_pays: {lead: M1, " + terms + "}";
    return scenario;
}

TEST(LeadPays, FirstAndIsPaidByTheOthersLaterWithInterest) {
    const KnownRun run(led("part: 50%, rate: 10%"));
    expect_figures(run.column("M2", "advanced_by_lead"), {30, 0}, "advance");
    expect_figures(run.column("M2", "repaid_to_lead"), {0, 33}, "repaid");
    expect_figures(run.column("P", "owed_to_lead"), {30, 0}, "owed");
    expect_figures(run.column("M1", "result"), {4 - 40 - 30, 4 + 33}, "the lead");
    expect_figures(run.column("M2", "result"), {6 - 60 + 30, 6 - 33}, "the other");
}

/// Year 2 is one of stress, in which M2 fails and pays a quarter of the 60 that it owes.
TEST(LeadPays, AndBearsWhatAMemberThatFailsLeaves) {
    KnownScenario scenario = led("lag: 1");
    scenario.members = "[{name: M1, rating: AAA}, {name: M2, rating: B, recovery_rate: 25%}]";
    scenario.sources = losses_by_year({{100}, {1000}});
    scenario.more =
        "stress_loss: 500\ndefaults: {by_rating: {curve: {ratings: [{rating: AAA, probability: 0}, "
        "{rating: B, probability: 0}]}, stress: {ratings: [{rating: B, probability: 100%}]}}}\n";
    const KnownRun run(scenario);
    expect_figures(run.column("M2", "repaid_to_lead"), {0, 15}, "repaid");
    expect_figures(run.column("M1", "result"), {4 - 40 - 60, 4 - 400 + 15 - 600}, "the lead");
    expect_figures(run.column("M2", "result"), {6, 6 - 600 + 600 - 15}, "the other");
}

}  // namespace
}  // namespace riskpool
