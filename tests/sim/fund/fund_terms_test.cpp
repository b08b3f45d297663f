// Caps by highest premium, start-up grants, waiting years and proportional benefit, worked by hand.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "sim/fund/fund.hpp"

namespace riskpool {
namespace {

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

TEST(ReserveFund, CapsByTheHighestPremiumOfSomeYears) {
    ReserveFund fund;
    fund.opening = 90;
    fund.past_premiums = {120, 30};
    fund.accrual = {ShareOfPremium{1}};
    fund.cap_of_premium = 1;
    fund.cap_premium_years = 3;
    const FundPlan plan(fund);
    FundState state = plan.open();
    EXPECT_EQ(plan.settle(state, year_of(20, 0, 0)).accrual, 20);  // the cap is 120
    EXPECT_EQ(plan.settle(state, year_of(20, 0, 0)).accrual, 0);   // it is 30 now
    EXPECT_EQ(plan.settle(state, year_of(200, 0, 0)).accrual, 90);
    EXPECT_EQ(state.balance, 200);
}

TEST(ReserveFund, RemembersTheHighestPremiumOfAnyWindow) {
    std::mt19937_64 engine(5);
    ReserveFund fund;
    std::vector<double> premiums;
    for (int k = 0; k < 9; ++k) premiums.push_back(static_cast<double>(engine() % 1000));
    fund.past_premiums = premiums;
    const FundPlan plan(fund);
    FundState state = plan.open();
    for (int y = 0; y < 60; ++y) {
        const double premium = static_cast<double>(engine() % 1000);
        premiums.push_back(premium);
        for (std::uint32_t window = 1; window <= 10; ++window) {
            EXPECT_EQ(state.highest_premium(window, premium),
                      *std::max_element(premiums.end() - window, premiums.end()));
        }
        (void)plan.settle(state, year_of(premium, 0, 0));
    }
}

TEST(ReserveFund, GetsStartUpMoneyThatEarnsInterestAndNoCapStops) {
    ReserveFund fund;
    fund.interest = 0.5;
    fund.grants = {20, 0, 10};  // Sichuan's earthquake fund began with CNY 20 m (S)
    fund.cap = 25;
    fund.accrual = {ShareOfPremium{0.1}};
    const FundPlan plan(fund);
    FundState state = plan.open();
    FundFlows flows = plan.settle(state, year_of(100, 0, 0));
    EXPECT_EQ(flows.grant, 20);
    EXPECT_EQ(flows.interest, 10);
    EXPECT_EQ(flows.accrual, 0);  // 30 are above the cap
    EXPECT_EQ(state.balance, 30);
    EXPECT_EQ(plan.settle(state, year_of(100, 0, 0)).grant, 0);
    flows = plan.settle(state, year_of(100, 0, 0));
    EXPECT_EQ(flows.grant, 10);
    EXPECT_EQ(state.balance, (45 + 10) * 1.5);
    EXPECT_EQ(plan.settle(state, year_of(100, 0, 0)).grant, 0);
}

TEST(ReserveFund, GivesNothingInItsWaitingYears) {
    ReserveFund fund;
    fund.opening = 100;
    fund.release.waiting_years = 2;
    const FundPlan plan(fund);
    FundState state = plan.open();
    for (int year = 0; year < 2; ++year) {
        const FundFlows flows = plan.settle(state, year_of(100, 0, 30));
        EXPECT_EQ(flows.release, 0);
        EXPECT_EQ(flows.shortfall, 30);
    }
    EXPECT_EQ(plan.settle(state, year_of(100, 0, 30)).release, 30);
}

TEST(FundRelease, PaysOfANeedThePartThatTheBalanceIsOfAllNeedsExpected) {
    FundRelease release;
    release.proportional_benefit = 400;
    EXPECT_DOUBLE_EQ(release.of(100, 80), 20);    // 80 * 100 / 400
    EXPECT_DOUBLE_EQ(release.of(100, 800), 100);  // no more than there is
    EXPECT_DOUBLE_EQ(release.of(500, 80), 80);    // and no more than the need
    for (double need = 0; need < 1000; need += 7) {
        for (double balance = 0; balance < 1000; balance += 13) {
            const double paid = release.of(balance, need);
            EXPECT_GE(paid, 0);
            EXPECT_LE(paid, std::min(need, balance));
            EXPECT_LE(paid, release.of(balance + 13, need));
            EXPECT_LE(paid, release.of(balance, need + 7));
        }
    }
}

TEST(ReserveFund, RefusesExcessProfitBesideAllOfTheProfit) {
    ReserveFund fund;
    fund.accrual = {ShareOfProfit{0.5}, ShareOfExcessProfit{0.6, 0.1}};
    EXPECT_EQ(faults_of(fund), std::vector<std::string>{"accrual"});
    fund.accrual = {};
    fund.past_premiums.assign(10, 1);
    EXPECT_EQ(faults_of(fund), std::vector<std::string>{"past_premiums"});
}

}  // namespace
}  // namespace riskpool
