// Each accrual rule against its formula worked by hand.
#include "sim/fund/accrual.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/fund/fund.hpp"
#include "tests/known_answers/answers.hpp"

namespace riskpool {
namespace {

using nlohmann::json;

FundYear year_of(double premium, double expenses, double net_loss) {
    FundYear year;
    year.premium = premium;
    year.expenses = expenses;
    year.net_loss = net_loss;
    year.gross_loss = net_loss;
    return year;
}

class Faults : public FieldFaults {
public:
    void add(std::string_view field, std::string_view, std::string_view) override { fields.emplace_back(field); }
    std::vector<std::string> fields;
};

std::vector<std::string> faults_of(ReserveFund const& fund) {
    Faults faults;
    fund.check(faults);
    return faults.fields;
}

TEST(ShareOfExcessProfit, TakesItsPartAboveTheBenchmarkOnly) {
    const ShareOfExcessProfit rule{0.75, 0.05};
    EXPECT_DOUBLE_EQ(rule.amount(year_of(200, 40, 100), {}), 0.75 * 50);  // profit 60, of which 10 is the benchmark
    EXPECT_EQ(rule.amount(year_of(200, 40, 150), {}), 0);                 // profit 10: at the benchmark
    EXPECT_EQ(rule.amount(year_of(200, 40, 300), {}), 0);
    EXPECT_EQ(rule.amount(year_of(0, 0, 10), {}), 0);
}

TEST(SurchargeOnSumInsured, IsLeviedOnValuesAndNotOnPremium) {
    FundYear year = year_of(7, 0, 100);
    year.sum_insured = 5'000'000;
    EXPECT_DOUBLE_EQ(SurchargeOnSumInsured{0.00018}.amount(year, {}), 900);
}

TEST(Levy, IsOnEveryYearUnlessItSaysOtherwise) {
    const Levy rule{30, 0.1};
    FundState fund;
    fund.balance = 1e9;
    EXPECT_DOUBLE_EQ(rule.amount(year_of(200, 0, 0), fund), 50);
    EXPECT_DOUBLE_EQ(rule.amount(year_of(-200, 0, 0), fund), 30);
}

TEST(Levy, EndsWhenTheBalanceReachesItsLevel) {
    const Levy rule{30, 0, 100};
    FundState fund;
    fund.balance = 99;
    EXPECT_EQ(rule.amount(year_of(1, 0, 0), fund), 30);
    fund.balance = 100;
    EXPECT_EQ(rule.amount(year_of(1, 0, 0), fund), 0);
}

TEST(Levy, RefillsAFundForSomeYearsAfterItWasEmptied) {
    ReserveFund terms;
    terms.opening = 50;
    terms.accrual = {Levy{20, 0, 60, 3}};
    const FundPlan plan(terms);
    FundState state = plan.open();
    std::vector<double> accruals;
    for (const double loss : {0.0, 80.0, 0.0, 0.0, 0.0, 0.0, 90.0, 0.0}) {
        accruals.push_back(plan.settle(state, year_of(100, 0, loss)).accrual);
    }
    // Emptied in year 2: 20 a year in years 3 to 5, which brings it to 60; emptied again in year 7.
    EXPECT_EQ(accruals, (std::vector<double>{0, 0, 20, 20, 20, 0, 0, 20}));
}

TEST(Levy, CountsAFundAsEmptiedAtTheLevelGiven) {
    ReserveFund terms;
    terms.opening = 50;
    terms.release.share_of_balance = 0.8;  // never leaves nothing
    terms.empty_at = 10;
    terms.accrual = {Levy{20, 0, infinity, 1}};
    const FundPlan plan(terms);
    FundState state = plan.open();
    EXPECT_EQ(plan.settle(state, year_of(100, 0, 80)).accrual, 0);
    EXPECT_EQ(state.balance, 10);
    EXPECT_EQ(plan.settle(state, year_of(100, 0, 0)).accrual, 20);
    EXPECT_EQ(plan.settle(state, year_of(100, 0, 0)).accrual, 0);
}

TEST(Levy, RefusesToLevyNothing) {
    Faults none, some;
    Levy{0, 0, 100, 3}.check(some);
    Levy{1, 0}.check(none);
    EXPECT_EQ(some.fields, std::vector<std::string>{""});
    EXPECT_TRUE(none.fields.empty());
}

TEST(ToTarget, SteersTheRateByTheGapAndClipsIt) {
    const ToTarget rule{500, 0.04, 0.2, 0.01, 0.10};
    const auto rate_at = [&](double balance) {
        FundState fund;
        fund.balance = balance;
        return rule.amount(year_of(1000, 0, 0), fund) / 1000;
    };
    EXPECT_DOUBLE_EQ(rate_at(500), 0.04);
    EXPECT_DOUBLE_EQ(rate_at(400), 0.06);  // 0.04 + 0.2 * 100 / 1000
    EXPECT_DOUBLE_EQ(rate_at(0), 0.10);    // not 0.14
    EXPECT_DOUBLE_EQ(rate_at(900), 0.01);  // not -0.04
    EXPECT_EQ(rule.amount(year_of(0, 0, 0), {}), 0);
}

TEST(ToTarget, ApproachesItsTargetByThePowerOfOneLessItsGain) {
    ReserveFund terms;
    terms.opening = 100;
    terms.accrual = {ToTarget{500, 0, 0.25}};
    const FundPlan plan(terms);
    FundState state = plan.open();
    double gap = 400;
    for (int year = 0; year < 20; ++year) {
        (void)plan.settle(state, year_of(1000, 0, 0));
        gap *= 0.75;
        EXPECT_NEAR(state.balance, 500 - gap, 1e-9);
    }
}

// eu_method_1

ReserveFund eu_fund() {
    ReserveFund fund;
    fund.accrual = {EuMethod1{}};
    fund.trigger.loss_ratio = 1;
    fund.trigger.with_expenses = true;
    return fund;
}

TEST(EuMethod1, MovesNothingEitherWayInKnownAnswerORf01) {
    json const& in = answer("O-RF-01").at("inputs");
    json const& expected = answer("O-RF-01").at("expected");
    ReserveFund fund = eu_fund();
    fund.opening = in.at("opening");
    fund.past_premiums = in.at("premium_history").get<std::vector<double>>();
    const FundPlan plan(fund);
    FundState state = plan.open();
    for (std::size_t y = 0; y < in.at("premium").size(); ++y) {
        const double premium = in.at("premium")[y];
        const FundYear year = year_of(premium, 0, premium - in.at("technical_result")[y].get<double>());
        EXPECT_NEAR(EuMethod1{}.maximum(year, state), expected.at("maximum")[y].get<double>(), 1e-9);
        const FundFlows flows = plan.settle(state, year);
        EXPECT_NEAR(flows.accrual - flows.release, expected.at("transfer")[y].get<double>(), 1e-9);
        EXPECT_NEAR(state.balance, expected.at("closing")[y].get<double>(), 1e-9);
    }
}

TEST(EuMethod1, FollowsAPathKeptByHand) {
    // Figures worked by hand: 75 % of surplus, 12 % of premium, 150 % of the highest premium of five years.
    ReserveFund fund = eu_fund();
    fund.opening = 100;
    fund.past_premiums = {500, 90, 80, 80, 80};  // the latest last: the 500 are beyond the five years
    const FundPlan plan(fund);
    FundState state = plan.open();
    struct Row {
        double premium, expenses, loss, accrual, release, closing;
    };
    const std::vector<Row> rows{
        {100, 30, 64, 4.5, 0, 104.5},   // 75 % of 6; the maximum is 1.5 * 100
        {100, 30, 50, 12, 0, 116.5},    // 75 % of 20 is 15, above 12 % of 100
        {100, 30, 90, 0, 20, 96.5},     // a deficit of 20, charged in full
        {400, 120, 200, 48, 0, 144.5},  // 12 % of 400
        {60, 18, 12, 7.2, 0, 151.7},    // the maximum is 600 still
        {60, 18, 262, 0, 151.7, 0},     // a deficit of 220: all there is
        {60, 18, 12, 7.2, 0, 7.2},      //
    };
    for (auto const& row : rows) {
        const FundFlows flows = plan.settle(state, year_of(row.premium, row.expenses, row.loss));
        EXPECT_NEAR(flows.accrual, row.accrual, 1e-12);
        EXPECT_NEAR(flows.release, row.release, 1e-12);
        EXPECT_NEAR(state.balance, row.closing, 1e-12);
    }
}

TEST(EuMethod1, FillsUpToItsMaximumAndForgetsAPremiumAfterFiveYears) {
    ReserveFund fund = eu_fund();
    fund.opening = 149;
    fund.past_premiums = {100};
    const FundPlan plan(fund);
    FundState state = plan.open();
    EXPECT_NEAR(plan.settle(state, year_of(50, 0, 0)).accrual, 1, 1e-12);  // to 150
    for (int year = 0; year < 3; ++year) EXPECT_EQ(plan.settle(state, year_of(50, 0, 0)).accrual, 0);
    EXPECT_DOUBLE_EQ(EuMethod1{}.maximum(year_of(50, 0, 0), state), 75);  // the 100 are out of the window now
    const FundFlows flows = plan.settle(state, year_of(50, 0, 0));
    EXPECT_EQ(flows.accrual, 0);
    EXPECT_EQ(state.balance, 150);  // nothing is released because the maximum fell
}

TEST(EuMethod1, AsksForTheTriggerThatChargesDeficits) {
    EXPECT_TRUE(faults_of(eu_fund()).empty());
    ReserveFund other = eu_fund();
    other.trigger.with_expenses = false;
    EXPECT_EQ(faults_of(other), std::vector<std::string>{"trigger"});
    other = eu_fund();
    other.trigger.loss_ratio = 0.9;
    EXPECT_EQ(faults_of(other), std::vector<std::string>{"trigger"});
}

// fluctuation

TEST(Fluctuation, PaysInBelowItsTargetAndOutAboveTheAverage) {
    ReserveFund fund;
    fund.accrual = {Fluctuation{0.6, 0.2}};
    fund.trigger.loss_ratio = 0.6;
    EXPECT_TRUE(faults_of(fund).empty());
    const FundPlan plan(fund);
    FundState state = plan.open();
    // Target 4.5 * 0.2 * 100 = 90, of which 3.5 % are 3.15.
    const FundFlows good = plan.settle(state, year_of(100, 0, 45));
    EXPECT_DOUBLE_EQ(good.accrual, 3.15 + 15);
    EXPECT_EQ(good.release, 0);
    const FundFlows bad = plan.settle(state, year_of(100, 0, 71));
    EXPECT_DOUBLE_EQ(bad.accrual, 3.15);
    EXPECT_DOUBLE_EQ(bad.release, 11);
    state.balance = 80;
    EXPECT_NEAR(plan.settle(state, year_of(100, 0, 10)).accrual, 10, 1e-12);  // up to the target
    fund.trigger.loss_ratio = 0.7;
    EXPECT_EQ(faults_of(fund), std::vector<std::string>{"trigger"});
}

}  // namespace
}  // namespace riskpool
