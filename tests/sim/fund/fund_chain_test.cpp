#include "sim/fund/fund_chain.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "tests/sim/fund/random_fund.hpp"

namespace riskpool {
namespace {

constexpr double rounding = 1e-8;

FundYear year_of(double premium, double net_loss) {
    FundYear year;
    year.premium = premium;
    year.net_loss = net_loss;
    year.gross_loss = net_loss;
    return year;
}

ReserveFund fund_of(std::string name, double opening, double loss_ratio) {
    ReserveFund fund;
    fund.name = std::move(name);
    fund.opening = opening;
    fund.trigger.loss_ratio = loss_ratio;
    return fund;
}

TEST(FundChain, UsesThePremiumPotBeforeTheProfitPot) {
    std::array pots{fund_of("premium pot", 30, 0.75), fund_of("profit pot", 50, 0.75)};
    pots[0].accrual = {ShareOfPremium{0.04}};
    pots[1].accrual = {ShareOfExcessProfit{0.75, 0.05}};
    const FundChainPlan chain(pots);
    ASSERT_EQ(chain.size(), 2U);
    std::array<FundState, 2> states;
    std::array<FundFlows, 2> flows;
    chain.open(states);
    // A good year: profit 40, of which 35 are excess.
    FundFlows all = chain.settle(states, year_of(100, 60), flows);
    EXPECT_DOUBLE_EQ(states[0].balance, 34);
    EXPECT_DOUBLE_EQ(states[1].balance, 76.25);
    EXPECT_DOUBLE_EQ(all.accrual, 30.25);
    EXPECT_EQ(all.need, 0);
    // 55 above 75 %: 38 from the first pot, 17 from the second.
    all = chain.settle(states, year_of(100, 130), flows);
    EXPECT_DOUBLE_EQ(flows[0].need, 55);
    EXPECT_DOUBLE_EQ(flows[0].release, 38);
    EXPECT_DOUBLE_EQ(flows[0].shortfall, 17);
    EXPECT_DOUBLE_EQ(flows[1].need, 17);
    EXPECT_DOUBLE_EQ(flows[1].release, 17);
    EXPECT_DOUBLE_EQ(all.need, 55);
    EXPECT_DOUBLE_EQ(all.release, 55);
    EXPECT_EQ(all.shortfall, 0);
    EXPECT_EQ(states[0].balance, 0);
    EXPECT_DOUBLE_EQ(states[1].balance, 59.25);
}

TEST(FundChain, AsksAFundForItsOwnTriggersNeedLessWhatEarlierOnesPaid) {
    const std::array funds{fund_of("low", 20, 0.75), fund_of("high", 100, 1.2)};
    const FundChainPlan chain(funds);
    std::array<FundState, 2> states;
    std::array<FundFlows, 2> flows;
    chain.open(states);
    // 85 above 75 %, 40 above 120 %: 20 are paid, so that the second is asked for 20, and 45 of the 85 are left.
    const FundFlows all = chain.settle(states, year_of(100, 160), flows);
    EXPECT_EQ(flows[0].release, 20);
    EXPECT_EQ(flows[1].need, 20);
    EXPECT_EQ(flows[1].release, 20);
    EXPECT_EQ(all.need, 85);
    EXPECT_EQ(all.shortfall, 45);
}

TEST(FundChain, FillsTheNextFundWithWhatFindsNoRoomInTheFirst) {
    std::array funds{fund_of("first", 90, 1), fund_of("second", 0, 1)};
    funds[0].accrual = {ShareOfPremium{0.2}};
    funds[0].cap = 100;
    funds[0].above_cap = AboveCap::next;
    funds[1].cap = 25;
    const FundChainPlan chain(funds);
    std::array<FundState, 2> states;
    std::array<FundFlows, 2> flows;
    chain.open(states);
    const std::array<std::array<double, 4>, 3> rows{{
        // transfer, refund, first, second
        {10, 0, 100, 10},
        {15, 5, 100, 25},
        {0, 20, 100, 25},
    }};
    for (auto const& row : rows) {
        const FundFlows all = chain.settle(states, year_of(100, 0), flows);
        EXPECT_EQ(flows[0].accrual, 20);
        EXPECT_EQ(flows[0].transfer_out, row[0]);
        EXPECT_EQ(flows[1].transfer_in, row[0]);
        EXPECT_EQ(all.refund, row[1]);
        EXPECT_EQ(states[0].balance, row[2]);
        EXPECT_EQ(states[1].balance, row[3]);
    }
}

TEST(FundChain, OfOneFundIsThatFund) {
    FundChance chance(11);
    for (int i = 0; i < 2'000 && !HasFailure(); ++i) {
        const std::array funds{random_fund_of_every_rule(chance)};
        const FundPlan plan(funds[0]);
        const FundChainPlan chain(funds);
        EXPECT_EQ(chain.needs_largest_event(), plan.needs_largest_event());
        FundState alone = plan.open();
        std::array<FundState, 1> states;
        std::array<FundFlows, 1> flows;
        chain.open(states);
        for (int y = 0; y < 6; ++y) {
            const FundYear year = random_fund_year(chance);
            (void)chain.settle(states, year, flows);
            EXPECT_EQ(flows[0], plan.settle(alone, year));
            EXPECT_EQ(states[0], alone);
        }
    }
}

TEST(FundChain, ConservesMoneyInEveryFundAndAsAWhole) {
    FundChance chance(12);
    int transfers = 0, shared_needs = 0, sales = 0;
    for (int i = 0; i < 10'000 && !HasFailure(); ++i) {
        std::vector<ReserveFund> funds;
        for (std::uint32_t k = 0; k <= chance.below(4); ++k) funds.push_back(random_fund_of_every_rule(chance));
        const FundChainPlan chain(funds);
        std::vector<FundState> states(funds.size());
        std::vector<FundFlows> flows(funds.size());
        chain.open(states);
        for (int y = 0; y < 8; ++y) {
            const std::vector<FundState> opening = states;
            const FundYear year = random_fund_year(chance);
            const FundFlows all = chain.settle(states, year, flows);
            double paid = 0, need = 0, out = 0, in = 0, accrual = 0;
            for (std::size_t k = 0; k < funds.size(); ++k) {
                FundFlows const& f = flows[k];
                for (const double flow :
                     {f.accrual, f.release, f.call, f.loan_drawn, f.loan_repaid, f.shortfall, f.refund, f.need, f.grant,
                      f.transfer_in, f.transfer_out, f.levied, f.sale_loss}) {
                    EXPECT_GE(flow, 0);
                }
                EXPECT_NEAR(states[k].balance,
                            opening[k].balance + f.grant + f.interest + f.accrual + f.transfer_in - f.transfer_out -
                                f.release - f.refund + f.levied - f.sale_loss,
                            rounding);
                EXPECT_NEAR(states[k].loan, opening[k].loan + f.loan_interest + f.loan_drawn - f.loan_repaid, rounding);
                EXPECT_NEAR(f.need, f.release + f.call + f.loan_drawn + f.shortfall, rounding);
                EXPECT_GE(states[k].balance, 0);
                EXPECT_NEAR(f.need, std::max(funds[k].trigger.need(year) - paid, 0.0), rounding);
                if (k > 0 && paid > 0 && f.release > 0) ++shared_needs;
                paid += f.release + f.call + f.loan_drawn;
                need = std::max(need, funds[k].trigger.need(year));
                in += f.transfer_in;
                out += f.transfer_out;
                accrual += f.accrual;
                if (f.transfer_out > 0) ++transfers;
                if (f.sale_loss > 0) ++sales;
            }
            EXPECT_NEAR(in, out, rounding);
            EXPECT_NEAR(all.need, need, rounding);
            EXPECT_LE(need, std::max(year.net_loss, 0.0) + rounding);
            EXPECT_NEAR(all.shortfall, need - paid, rounding);
            EXPECT_NEAR(all.accrual, accrual, rounding);
            if (HasFailure()) break;
        }
    }
    EXPECT_GT(transfers, 1'000);
    EXPECT_GT(shared_needs, 1'000);
    EXPECT_GT(sales, 1'000);
}

class Faults : public FieldFaults {
public:
    void add(std::string_view, std::string_view problem, std::string_view) override { problems.emplace_back(problem); }
    std::vector<std::string> problems;
};

TEST(FundChain, AsksForANameOfItsOwnForEachFund) {
    const auto faults_of = [](std::vector<ReserveFund> const& funds) {
        Faults faults;
        check_fund_chain(funds, faults);
        return faults.problems;
    };
    EXPECT_TRUE(faults_of({fund_of("", 0, 1)}).empty());
    EXPECT_TRUE(faults_of({fund_of("a", 0, 1), fund_of("b", 0, 1)}).empty());
    EXPECT_EQ(faults_of({fund_of("a", 0, 1), fund_of("", 0, 1)}).size(), 1U);
    EXPECT_EQ(faults_of({fund_of("a", 0, 1), fund_of("b", 0, 1), fund_of("a", 0, 1)}),
              std::vector<std::string>{"has two funds of the name a"});
}

}  // namespace
}  // namespace riskpool
