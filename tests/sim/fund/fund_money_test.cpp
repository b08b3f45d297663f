// Random returns, forced sales, levies on insureds, surcharges and recoupment over several years: worked by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/fund/fund_return.hpp"
#include "sim/fund/liquidity.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/known_answers/published_run.hpp"
#include "tests/known_answers/yearly_events.hpp"

namespace riskpool {
namespace {

using namespace testing;

TEST(LognormalReturn, HasTheMeanAndTheDeviationStated) {
    const LognormalReturn terms{0.03, 0.2, 0};
    constexpr int n = 100'000;  // the midpoint rule
    double sum = 0, squares = 0;
    for (int k = 0; k < n; ++k) {
        const double i = terms.rate((k + 0.5) / n, 0, false);
        sum += i;
        squares += i * i;
    }
    EXPECT_NEAR(sum / n, 0.03, 1e-4);
    EXPECT_NEAR(std::sqrt(squares / n - sum / n * sum / n), 0.2, 1e-3);
    EXPECT_NEAR(terms.rate(0.5, 0, false), 1.03 / std::sqrt(1 + 0.04 / (1.03 * 1.03)) - 1, 1e-14);
    const LognormalReturn shifted{0.03, 0, -0.2};
    EXPECT_NEAR(shifted.rate(0.7, 0, true), 1.03 * 0.8 - 1, 1e-15);
    EXPECT_NEAR(shifted.rate(0.7, 0, false), 0.03, 1e-15);
}

TEST(BootstrapReturn, GoesThroughTheHistoryInOrderAndRoundItsEnd) {
    const BootstrapReturn terms{{0.1, -0.1, 0.2}, 3, {-0.5}};
    EXPECT_EQ(terms.rate(0.34, 0, false), -0.1);
    EXPECT_EQ(terms.rate(0.34, 1, false), 0.2);
    EXPECT_EQ(terms.rate(0.34, 2, false), 0.1);
    EXPECT_EQ(terms.rate(0.99, 1, true), -0.5);
}

KnownScenario with_fund(std::string const& fund) {
    KnownScenario scenario;
    scenario.pool_terms = ", reserve_fund: {" + fund + "}";
    scenario.sources = losses_by_year({{0}});
    return scenario;
}

TEST(FundReturns, AreDrawnYearByYearAndInBlocks) {
    KnownScenario scenario = with_fund(
        "opening: 100, trigger: {loss_ratio: 1000}, returns: {bootstrap_return: {history: [10%, -10%, 20%], "
        "block_years: 2}}");
    scenario.years = 2;
    const KnownRun run(scenario, 3000);
    auto const& balance = run.column("P fund", "balance");
    double first = 0;
    for (std::size_t t = 0; t < 3000; ++t) {
        const double once = balance[2 * t];
        const double second_rate = once > 115 ? 0.1 : once > 105 ? -0.1 : 0.2;
        EXPECT_NEAR(balance[2 * t + 1], once * (1 + second_rate), 1e-9);
        first += once > 105 && once < 115 ? 1 : 0;
    }
    EXPECT_NEAR(first / 3000, 1.0 / 3, 4 * std::sqrt(2.0 / 9 / 3000));
    const KnownRun lognormal(with_fund("opening: 100, trigger: {loss_ratio: 1000}, returns: {lognormal_return: {mean: "
                                       "4%, sd: 10%}}"),
                             4000);
    expect_known_mean(lognormal.column("P fund", "balance"), 104, "mean return");
}

TEST(FundReturns, AreWorseInYearsOfStress) {
    KnownScenario scenario = with_fund(
        "opening: 100, trigger: {loss_ratio: 1000}, returns: {bootstrap_return: {history: [5%], stress_returns: "
        "[-40%]}}");
    scenario.years = 3;
    scenario.sources = losses_by_year({{10}, {80}, {10}});
    scenario.more = "stress_loss: 50\n";
    expect_figures(KnownRun(scenario).column("P fund", "balance"), {105, 105 * 0.6, 105 * 0.6 * 1.05}, "returns");
}

TEST(FundRelease, SellsInHasteAtALossWhatCashDoesNotPay) {
    const std::string fund = "opening: 100, trigger: {loss_ratio: 0}, release: {haircut: 20%, liquid_part: 10%}";
    KnownScenario scenario = with_fund(fund);
    scenario.sources = losses_by_year({{50}});
    const KnownRun run(scenario);
    // Cash pays 10; 40 more ask for assets of 50.
    expect_figures(run.column("P fund", "release"), {50}, "release");
    expect_figures(run.column("P fund", "sale_loss"), {10}, "lost in the sale");
    expect_figures(run.column("P fund", "balance"), {40}, "balance");
    scenario.sources = losses_by_year({{95}});
    const KnownRun all(scenario);
    // Everything sold brings 10 + 90 x 80 %.
    expect_figures(all.column("P fund", "release"), {82}, "release of all");
    expect_figures(all.column("P fund", "sale_loss"), {18}, "lost in selling all");
    expect_figures(all.column("P fund", "balance"), {0}, "nothing left");
}

TEST(Levy, OnInsuredsGoesStraightIntoTheFund) {
    KnownScenario scenario = with_fund(
        "trigger: {loss_ratio: 0}, opening: 6, accrual: [{levy: {amount: 5, below: 8, years_after_empty: 3, payer: "
        "insureds}}]");
    scenario.years = 4;
    scenario.sources = losses_by_year({{20}, {}, {}, {}});
    const KnownRun run(scenario);
    expect_figures(run.column("P fund", "levied"), {0, 5, 5, 0}, "after the year that emptied it, until it has 8");
    expect_figures(run.column("P fund", "balance"), {0, 5, 10, 10}, "balance");
    expect_figures(run.column("P", "result"), {10 - 20 + 6, 10, 10, 10}, "the pool pays nothing of it");
}

TEST(FundMeasures, TellWhenAFundIsEmptiedAndFilledAgain) {
    KnownScenario scenario = with_fund(
        "opening: 10, trigger: {loss_ratio: 0}, cap: 12, accrual: [{levy: {amount: 4}}], accrual_timing: "
        "after_release, loan: {facility: 3, repay_share: 0}");
    scenario.years = 5;
    scenario.metrics = "[aal: {}, probability: {}]";
    scenario.sources = losses_by_year({{}, {15}, {}, {}, {}});
    const KnownRun run(scenario);
    expect_figures(run.column("P fund", "balance"), {12, 4, 8, 12, 12}, "balance");
    expect_figures(run.column("P fund", "emptied"), {1}, "emptied");
    expect_figures(run.column("P fund", "years_until_empty"), {2}, "in year 2");
    expect_figures(run.column("P fund", "years_to_replenish"), {2}, "10 are there again two years later");
    expect_figures(run.column("P fund", "loan_outstanding"), {1}, "3 are owed for ever");
    EXPECT_NEAR(run.row("probability", "P fund", "at_cap").value, 3.0 / 5, 1e-12);
    EXPECT_NEAR(run.row("aal", "P fund", "loan_owed").value, 3.0 * 4 / 5, 1e-12);
    scenario.sources = losses_by_year({{0}, {}, {}, {}, {}});
    const KnownRun calm(scenario);
    expect_figures(calm.column("P fund", "years_until_empty"), {5}, "never");
    expect_figures(calm.column("P fund", "years_to_replenish"), {0}, "never");
}

TEST(PolicyholderSurcharge, IsCollectedOverYearsWhileALenderAdvancesIt) {
    KnownScenario scenario = with_fund("trigger: {loss_ratio: 0}");
    scenario.insureds = "[{name: I, premium: 100}]";
    scenario.years = 5;
    scenario.sources = losses_by_year({{25}, {}, {}, {}, {}});
    const std::string fund = scenario.pool_terms;
    scenario.pool_terms = fund + ", backstops: [{policyholder_surcharge: {rate: 10%, years: 3}}]";
    const KnownRun run(scenario);
    const std::string party = "P policyholder_surcharge 1";
    expect_figures(run.column(party, "advanced"), {25, 0, 0, 0, 0}, "advanced");
    expect_figures(run.column(party, "collected"), {0, 10, 10, 5, 0}, "collected");
    expect_figures(run.column(party, "owed"), {25, 15, 5, 0, 0}, "owed");
    expect_figures(run.column("P", "result"), {100, 100, 100, 100, 100}, "the pool");
    EXPECT_NEAR(run.gain("lender"), 0, 1e-12);
    scenario.pool_terms = fund + ", backstops: [{policyholder_surcharge: {rate: 10%, years: 3, interest: 10%}}]";
    const KnownRun dear(scenario);
    const double most = 10 / 1.1 + 10 / 1.21 + 10 / 1.331;  // what three surcharges pay back
    expect_figures(dear.column(party, "advanced"), {most, 0, 0, 0, 0}, "advanced");
    expect_figures(dear.column(party, "collected"), {0, 10, 10, 10, 0}, "collected");
    expect_figures(dear.column(party, "owed"), {most, most * 1.1 - 10, 10 / 1.1, 0, 0}, "owed");
}

/// Known answer O-GB-01: 13.44 are recouped of a premium of 35, in the year of the loss or by 3 % of premium a year.
TEST(FederalShare, IsRecoupedByASurchargeOverYears) {
    auto const& in = answer("O-GB-01")["inputs"];
    const double due = answer("O-GB-01")["expected"]["mandatory_recoupment"];
    std::vector<double> losses, premiums;
    double gross_premium = 0, unpaid = 0;
    for (auto const& insurer : in["insurers"]) {
        losses.push_back(insurer["loss"]);
        premiums.push_back(insurer["dep"]);
        gross_premium += premiums.back();
        unpaid += losses.back();
    }
    FederalShare terms;
    terms.deductible = in["deductible_rate"];
    terms.share = in["federal_share"];
    terms.trigger = in["trigger"];
    terms.cap = in["cap"];
    terms.recoupment = in["recoup_rate"];
    terms.market_retention = in["imara"];
    terms.surcharge = 0.03;
    BackstopYear year{.unpaid = unpaid,
                      .net_loss = unpaid,
                      .gross_premium = gross_premium,
                      .member_loss = losses,
                      .member_prior_premium = premiums};
    BackstopState state;
    EXPECT_EQ(terms.settle(state, year).recouped, 0);
    EXPECT_NEAR(state.owed, due, 1e-9);
    const std::vector<double> none(losses.size(), 0.0);
    year.unpaid = year.net_loss = 0;
    year.member_loss = none;
    double sum = 0;
    std::size_t years = 0;
    for (; state.owed > 0; ++years) {
        const double recouped = terms.settle(state, year).recouped;
        EXPECT_LE(recouped, 0.03 * gross_premium + 1e-12);
        sum += recouped;
    }
    EXPECT_NEAR(sum, due, 1e-9);
    EXPECT_EQ(years, static_cast<std::size_t>(std::ceil(due / (0.03 * gross_premium))));
}

/// Known answer O-LS-02: its greatest loss of a year, spread over a term of two years.
TEST(LossTranches, OfATermAreSettledAtItsEndAsKnownAnswerOLs02) {
    auto const& in = answer("O-LS-02")["inputs"];
    auto const& expected = answer("O-LS-02")["expected"]["results"].back();
    const double loss = in["aggregate_losses"].back();
    std::string tranches;
    for (auto const& each : in["tranches"]) {
        const auto name = [](std::string const& party) { return party == "insurance pool" ? "P" : party; };
        tranches += "{party: " + name(each["party"]) + ", limit: " + each["limit"].dump();
        if (each.contains("share")) {
            tranches += ", share: " + each["share"].dump() + ", co_party: " + name(each["coshare_party"]);
        }
        tranches += "}, ";
    }
    KnownScenario scenario;
    scenario.years = 2;
    scenario.sources = losses_by_year({{0.4 * loss}, {0.6 * loss}});
    scenario.pool_terms = ", loss_sharing: {tranches: {term_years: 2, tranches: [" + tranches + "]}}";
    const KnownRun run(scenario);
    double others = 0;
    for (std::string const party : {"VC first loss", "guarantor", "special fund", "government"}) {
        expect_figures(run.column(party, "shared_loss"), {0, expected[party]}, party);
        others += expected[party].get<double>();
    }
    expect_figures(run.column("P", "result"), {10 - 0.4 * loss, 10 - 0.6 * loss + others}, "the pool");
}

TEST(Liquidity, AsksNobodyForMoreThanIsOutstanding) {
    const Liquidity terms{0.5, 1, 0.4, 10, 0, {}};
    LiquidityState state;
    std::vector<double> balance{20, 5}, lent{0, 0}, by_fund{0, 0};
    double total = 0;
    for (const double outstanding : {30.0, 12.0, 40.0, 40.0, 0.0}) {
        const LiquidityFlows flows = bridge(terms, state, outstanding, balance, lent, by_fund);
        total += flows.lender + flows.members + by_fund[0] + by_fund[1];
        EXPECT_NEAR(total, outstanding, 1e-12);
        EXPECT_NEAR(state.lender + state.members + lent[0] + lent[1], outstanding, 1e-12);
        EXPECT_LE(state.lender, 10 + 1e-12);
    }
    EXPECT_NEAR(balance[0], 20, 1e-12);
    EXPECT_NEAR(balance[1], 5, 1e-12);
}

}  // namespace
}  // namespace riskpool
