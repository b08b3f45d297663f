#include "sim/fund/fund.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace riskpool {
namespace {

static_assert(Described<ReserveFund> && is_family<AccrualKinds>);
static_assert(IsChoice<AccrualTiming> && IsChoice<AboveCap>);

FundYear year_of(double premium, double expenses, double net_loss) {
    return {premium, expenses, net_loss, 0, net_loss};
}

ReserveFund readme_fund() {
    ReserveFund fund;
    fund.opening = 100;
    fund.interest = 0.02;
    fund.accrual = {ShareOfPremium{0.10}, ShareOfProfit{0.50}};
    fund.cap = 400;
    fund.trigger.loss_ratio = 0.75;
    fund.release.share_of_balance = 0.80;
    fund.call.rate = 0.05;
    fund.loan = {100, 0.04, 0.50};
    return fund;
}

TEST(ReserveFund, WorksTheExampleOfItsReadme) {
    const FundPlan plan(readme_fund());
    struct Row {
        double net_loss;
        FundFlows flows;
        FundState closing;
    };
    // interest, accrual, release, call, loan interest, drawn, repaid, shortfall, refund, need
    const std::vector<Row> rows{
        {200, {2, 150, 0, 0, 0, 0, 0, 0, 0, 0}, {252, 0}},
        {800, {5.04, 50, 245.632, 25, 0, 100, 0, 54.368, 0, 425}, {61.408, 100}},
        {300, {1.22816, 50, 0, 0, 4, 0, 50, 0, 0, 0}, {112.63616, 54}},
    };
    FundState state = plan.open();
    EXPECT_EQ(state, (FundState{100, 0}));
    for (auto const& row : rows) {
        const FundFlows flows = plan.settle(state, year_of(500, 100, row.net_loss));
        EXPECT_NEAR(flows.interest, row.flows.interest, 1e-12);
        EXPECT_NEAR(flows.accrual, row.flows.accrual, 1e-12);
        EXPECT_NEAR(flows.release, row.flows.release, 1e-12);
        EXPECT_NEAR(flows.call, row.flows.call, 1e-12);
        EXPECT_NEAR(flows.loan_interest, row.flows.loan_interest, 1e-12);
        EXPECT_NEAR(flows.loan_drawn, row.flows.loan_drawn, 1e-12);
        EXPECT_NEAR(flows.loan_repaid, row.flows.loan_repaid, 1e-12);
        EXPECT_NEAR(flows.shortfall, row.flows.shortfall, 1e-12);
        EXPECT_EQ(flows.refund, 0);
        EXPECT_NEAR(flows.need, row.flows.need, 1e-12);
        EXPECT_NEAR(state.balance, row.closing.balance, 1e-12);
        EXPECT_NEAR(state.loan, row.closing.loan, 1e-12);
    }
}

TEST(ReserveFund, WithoutTermsLeavesTheWholeNeedToThePool) {
    const FundPlan plan{ReserveFund{}};
    FundState state = plan.open();
    const FundFlows flows = plan.settle(state, year_of(100, 20, 130));
    EXPECT_EQ(flows.shortfall, 130);
    EXPECT_EQ(state.balance, 0);
    EXPECT_EQ(state.loan, 0);
}

TEST(ReserveFund, CreditsInterestOnAccrualOnlyWhenItIsPaidInAtTheStart) {
    ReserveFund fund;
    fund.opening = 100;
    fund.interest = 0.5;
    fund.accrual = {ShareOfPremium{0.1}, ShareOfProfit{0.25}};
    const auto year = year_of(200, 0, 100);  // 20 of premium, 25 of profit; the whole loss is needed
    const auto settle = [&](AccrualTiming timing) {
        fund.accrual_timing = timing;
        const FundPlan plan(fund);
        FundState state = plan.open();
        const FundFlows flows = plan.settle(state, year);
        EXPECT_DOUBLE_EQ(flows.accrual, 45);
        EXPECT_DOUBLE_EQ(flows.release, 100);
        EXPECT_DOUBLE_EQ(state.balance, 100 + flows.interest + 45 - 100);
        return flows.interest;
    };
    EXPECT_DOUBLE_EQ(settle(AccrualTiming::end_of_year), 50);
    EXPECT_DOUBLE_EQ(settle(AccrualTiming::start_of_year), 60);  // premium only: profit is not known yet
    EXPECT_DOUBLE_EQ(settle(AccrualTiming::after_release), 50);
}

TEST(ReserveFund, DoesNotPayThisYearsNeedOutOfAnAccrualAfterRelease) {
    ReserveFund fund;
    fund.opening = 10;
    fund.accrual = {ShareOfPremium{0.2}};
    fund.accrual_timing = AccrualTiming::after_release;
    const FundPlan plan(fund);
    FundState state = plan.open();
    const FundFlows flows = plan.settle(state, year_of(100, 0, 25));
    EXPECT_EQ(flows.release, 10);
    EXPECT_EQ(flows.shortfall, 15);
    EXPECT_EQ(state.balance, 20);
}

TEST(ReserveFund, PaysBackTheLoanBeforeItsInterestWhenAccrualComesFirst) {
    ReserveFund fund;
    fund.accrual = {ShareOfPremium{0.1}};
    fund.accrual_timing = AccrualTiming::start_of_year;
    fund.loan = {infinity, 0.25, 1};
    const FundPlan plan(fund);
    FundState state{0, 100};
    const FundFlows flows = plan.settle(state, year_of(200, 0, 0));
    EXPECT_DOUBLE_EQ(flows.loan_repaid, 20);
    EXPECT_DOUBLE_EQ(flows.loan_interest, 20);
    EXPECT_DOUBLE_EQ(state.loan, 100);
    EXPECT_EQ(state.balance, 0);
}

TEST(ReserveFund, PausesAtTheLowerOfItsTwoCaps) {
    ReserveFund fund;
    fund.opening = 90;
    fund.accrual = {ShareOfPremium{0.5}};
    fund.cap = 120;
    fund.cap_of_premium = 1;
    const FundPlan plan(fund);
    FundState state = plan.open();
    EXPECT_EQ(plan.settle(state, year_of(100, 0, 0)).accrual, 10);
    EXPECT_EQ(state.balance, 100);
    EXPECT_EQ(plan.settle(state, year_of(200, 0, 0)).accrual, 20);
    EXPECT_EQ(state.balance, 120);
}

TEST(ReserveFund, KeepsABalanceThatTheCapFellBelow) {
    ReserveFund fund;
    fund.opening = 100;
    fund.interest = 0.5;
    fund.accrual = {ShareOfPremium{0.5}};
    fund.cap_of_premium = 1;
    const FundPlan plan(fund);
    FundState state = plan.open();
    const FundFlows flows = plan.settle(state, year_of(80, 0, 0));
    EXPECT_EQ(flows.accrual, 0);
    EXPECT_EQ(flows.refund, 0);
    EXPECT_EQ(state.balance, 150);
}

TEST(ReserveFund, RefundsWhatLiesAboveTheCapAfterItPaidBackTheLoan) {
    ReserveFund fund;
    fund.interest = 0.5;
    fund.cap = 100;
    fund.above_cap = AboveCap::refund;
    fund.loan = {50, 0, 1};
    const FundPlan plan(fund);
    FundState state{100, 15};
    const FundFlows flows = plan.settle(state, year_of(80, 0, 10));  // 150 - 10 needed
    EXPECT_EQ(flows.release, 10);
    EXPECT_EQ(flows.refund, 40);
    EXPECT_EQ(flows.loan_repaid, 15);
    EXPECT_EQ(state.balance, 100);
    EXPECT_EQ(state.loan, 0);
}

TEST(ReserveFund, NeitherAccruesNorCapsByAPremiumThatThereIsNot) {
    ReserveFund fund = readme_fund();
    fund.interest = 0;
    fund.cap_of_premium = 1;
    fund.above_cap = AboveCap::refund;
    for (const double premium : {0.0, -50.0}) {
        const FundPlan plan(fund);
        FundState state = plan.open();
        const FundFlows flows = plan.settle(state, year_of(premium, 0, 300));
        EXPECT_EQ(flows, FundFlows{});  // no ratio, hence no need; no base, hence no accrual and no refund
        EXPECT_EQ(state.balance, 100);
    }
    fund.cap_of_premium = infinity;  // an infinite multiple of nothing is no cap either
    fund.trigger.loss_ratio = 0;
    const FundPlan plan(fund);
    FundState state = plan.open();
    const FundFlows flows = plan.settle(state, year_of(0, 0, 300));
    EXPECT_DOUBLE_EQ(flows.release, 80);
    EXPECT_EQ(flows.call, 0);
    EXPECT_EQ(flows.loan_drawn, 100);
    EXPECT_DOUBLE_EQ(flows.shortfall, 120);
}

TEST(ReserveFund, LosesABalanceToANegativeInterestButNotMore) {
    ReserveFund fund;
    fund.opening = 100;
    fund.interest = -0.25;
    const FundPlan plan(fund);
    FundState state = plan.open();
    EXPECT_EQ(plan.settle(state, year_of(100, 0, 0)).interest, -25);
    EXPECT_EQ(state.balance, 75);
}

TEST(FundRelease, IsTheLeastOfItsLimits) {
    EXPECT_EQ((FundRelease{}.of(100, 70)), 70);
    EXPECT_EQ((FundRelease{}.of(100, 170)), 100);
    EXPECT_EQ((FundRelease{0.5, infinity, 0}.of(100, 70)), 50);
    EXPECT_EQ((FundRelease{1, 30, 0}.of(100, 70)), 30);
    EXPECT_EQ((FundRelease{1, infinity, 80}.of(100, 70)), 20);
    EXPECT_EQ((FundRelease{1, infinity, 80}.of(60, 70)), 0);
}

class Faults : public FieldFaults {
public:
    void add(std::string_view field, std::string_view problem, std::string_view) override {
        found.push_back(std::string(field) + ": " + std::string(problem));
    }
    std::vector<std::string> found;
};

TEST(ReserveFund, RefusesRulesThatTakeMoreThanThereIs) {
    ReserveFund fund;
    fund.accrual = {ShareOfPremium{0.7}, ShareOfPremium{0.2}, ShareOfPremium{0.1}, ShareOfProfit{1}};
    Faults none;
    fund.check(none);
    EXPECT_TRUE(none.found.empty());

    fund.accrual = {ShareOfPremium{0.6}, ShareOfPremium{0.5}, ShareOfProfit{0.6}, ShareOfProfit{0.5}};
    Faults both;
    fund.check(both);
    EXPECT_EQ(both.found, (std::vector<std::string>{"accrual: takes more than 100 % of the retained premium",
                                                    "accrual: takes more than 100 % of the underwriting profit"}));
}

}  // namespace
}  // namespace riskpool
