// What holds for every reserve fund, tried on random terms and years.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "sim/fund/fund.hpp"

namespace riskpool {
namespace {

constexpr int funds = 10'000;
constexpr int years = 8;
constexpr double money = 1000;              // the size of a year's premium
constexpr double rounding = 1e-11 * money;  // far above the rounding of sums of this size, far below any term

class Chance {
public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}
    double between(double low, double high) {
        return low + (high - low) * std::ldexp(static_cast<double>(engine_() >> 11), -53);
    }
    bool holds(double probability) { return between(0, 1) < probability; }

private:
    std::mt19937_64 engine_;
};

ReserveFund random_fund(Chance& chance) {
    ReserveFund fund;
    if (chance.holds(0.8)) fund.opening = chance.between(0, money);
    if (chance.holds(0.8)) fund.interest = chance.between(-0.3, 0.3);
    if (chance.holds(0.8)) fund.accrual.emplace_back(ShareOfPremium{chance.between(0, 0.5)});
    if (chance.holds(0.6)) fund.accrual.emplace_back(ShareOfProfit{chance.between(0, 1)});
    if (chance.holds(0.6)) fund.cap = chance.between(0, money);
    if (chance.holds(0.3)) fund.cap_of_premium = chance.between(0, 1);
    const double timing = chance.between(0, 3);
    fund.accrual_timing = timing < 1   ? AccrualTiming::end_of_year
                          : timing < 2 ? AccrualTiming::start_of_year
                                       : AccrualTiming::after_release;
    if (chance.holds(0.4)) fund.above_cap = AboveCap::refund;
    if (chance.holds(0.8)) fund.trigger.loss_ratio = chance.between(0, 1.2);
    if (chance.holds(0.2)) fund.trigger.event = chance.between(0, money);
    if (chance.holds(0.2)) fund.trigger.gross_loss = chance.between(0, money);
    if (chance.holds(0.5)) fund.release.share_of_balance = chance.between(0, 1);
    if (chance.holds(0.5)) fund.release.amount = chance.between(0, money);
    if (chance.holds(0.3)) fund.release.minimum_balance = chance.between(0, 0.5 * money);
    if (chance.holds(0.5)) fund.call.rate = chance.between(0, 0.3);
    if (chance.holds(0.6)) {
        fund.loan.facility = chance.holds(0.2) ? infinity : chance.between(0, money);
        fund.loan.rate = chance.between(0, 0.1);
        fund.loan.repay_share = chance.between(0, 1);
    }
    return fund;
}

FundYear random_year(Chance& chance) {
    FundYear year;
    year.premium = chance.holds(0.9)   ? chance.between(0, money)
                   : chance.holds(0.5) ? 0
                                       : chance.between(-0.1 * money, 0);
    year.expenses = 0.25 * year.premium;
    year.net_loss = chance.holds(0.6) ? chance.between(0, 0.7 * money) : chance.between(0, 3 * money);
    year.largest_event = year.net_loss * chance.between(0, 1);
    year.gross_loss = year.net_loss * chance.between(1, 2);
    return year;
}

double cap_of(ReserveFund const& fund, FundYear const& year) {
    return year.premium > 0 && fund.cap_of_premium < infinity ? std::min(fund.cap, fund.cap_of_premium * year.premium)
                                                              : fund.cap;
}

/// Calls `visit(fund, opening state, year, flows, closing state)` for each year of each random fund.
template <class Visit>
void for_each_year(std::uint64_t seed, Visit&& visit) {
    Chance chance(seed);
    for (int i = 0; i < funds; ++i) {
        const ReserveFund fund = random_fund(chance);
        const FundPlan plan(fund);
        FundState state = plan.open();
        for (int y = 0; y < years && !testing::Test::HasFailure(); ++y) {
            const FundYear year = random_year(chance);
            const FundState opening = state;
            const FundFlows flows = plan.settle(state, year);
            visit(fund, opening, year, flows, state);
        }
    }
}

TEST(FundLaws, NoFlowAndNoStateIsNegative) {
    for_each_year(1, [](ReserveFund const& fund, FundState const&, FundYear const&, FundFlows const& flows,
                        FundState const& closing) {
        for (const double flow : {flows.accrual, flows.release, flows.call, flows.loan_interest, flows.loan_drawn,
                                  flows.loan_repaid, flows.shortfall, flows.refund, flows.need}) {
            EXPECT_GE(flow, 0);
        }
        EXPECT_GE(flows.interest * fund.interest, 0);
        EXPECT_GE(closing.balance, 0);
        EXPECT_GE(closing.loan, 0);
    });
}

TEST(FundLaws, MoneyIsConserved) {
    for_each_year(2, [](ReserveFund const&, FundState const& opening, FundYear const&, FundFlows const& flows,
                        FundState const& closing) {
        EXPECT_NEAR(closing.balance, opening.balance + flows.interest + flows.accrual - flows.release - flows.refund,
                    rounding);
        EXPECT_NEAR(closing.loan, opening.loan + flows.loan_interest + flows.loan_drawn - flows.loan_repaid, rounding);
        EXPECT_NEAR(flows.need, flows.release + flows.call + flows.loan_drawn + flows.shortfall, rounding);
    });
}

TEST(FundLaws, AccrualNeverLiftsTheBalanceAboveTheCap) {
    int at_cap = 0;
    for_each_year(3, [&](ReserveFund const& fund, FundState const& opening, FundYear const& year,
                         FundFlows const& flows, FundState const&) {
        if (!(flows.accrual > 0)) return;
        const double cap = cap_of(fund, year);
        double lifted = opening.balance + flows.accrual;
        switch (fund.accrual_timing) {
            case AccrualTiming::end_of_year: lifted += flows.interest; break;
            case AccrualTiming::start_of_year: lifted += std::min(flows.interest, 0.0); break;  // paid in before it
            case AccrualTiming::after_release: lifted += flows.interest - flows.release; break;
        }
        EXPECT_LE(lifted, cap + rounding);
        if (lifted > cap - rounding) ++at_cap;
    });
    EXPECT_GT(at_cap, 1000);
}

TEST(FundLaws, AFundThatFillsUpIsNotRoundedAboveItsCap) {
    // 1.5 + fl(cap - 1.5) rounds to cap + 1: both halves are ties, and the cap is odd.
    constexpr double cap = 4503599627370499;
    constexpr double opening = 1.5;
    static_assert(opening + (cap - opening) > cap);
    ReserveFund fund;
    fund.opening = opening;
    fund.cap = cap;
    fund.accrual = {ShareOfPremium{1}};
    const FundPlan plan(fund);
    FundState state = plan.open();
    (void)plan.settle(state, {2 * cap, 0, 0, 0, 0});
    EXPECT_EQ(state.balance, cap);
}

TEST(FundLaws, ReleaseStaysWithinNeedAndEachLimit) {
    int released = 0;
    for_each_year(4, [&](ReserveFund const& fund, FundState const& opening, FundYear const& year,
                         FundFlows const& flows, FundState const&) {
        double before = opening.balance + flows.interest;
        if (fund.accrual_timing != AccrualTiming::after_release) before += flows.accrual;
        EXPECT_LE(flows.release, flows.need);
        EXPECT_LE(flows.need, std::max(year.net_loss - fund.trigger.loss_ratio * std::max(year.premium, 0.0), 0.0));
        EXPECT_LE(flows.release, fund.release.amount);
        EXPECT_LE(flows.release, fund.release.share_of_balance * before + rounding);
        if (flows.release > 0) {
            EXPECT_GE(before - flows.release, fund.release.minimum_balance - rounding);
            ++released;
        }
    });
    EXPECT_GT(released, 10'000);
}

TEST(FundLaws, NobodyPaysBeforeThoseWhoComeFirstHavePaidTheirMost) {
    int short_years = 0;
    for_each_year(5, [&](ReserveFund const& fund, FundState const& opening, FundYear const& year,
                         FundFlows const& flows, FundState const& closing) {
        double before = opening.balance + flows.interest;
        if (fund.accrual_timing != AccrualTiming::after_release) before += flows.accrual;
        const double most_released = std::min({fund.release.share_of_balance * before, fund.release.amount,
                                               std::max(before - fund.release.minimum_balance, 0.0)});
        const double most_called = fund.call.rate * std::max(year.premium, 0.0);
        if (flows.call > 0) {
            EXPECT_GE(flows.release, most_released - rounding);
        }
        if (flows.loan_drawn > 0) {
            EXPECT_GE(flows.call, most_called - rounding);
        }
        EXPECT_LE(flows.call, most_called);
        if (flows.loan_drawn > 0) {
            EXPECT_LE(closing.loan, fund.loan.facility + rounding);
        }
        if (flows.shortfall > 0) {
            EXPECT_GE(flows.release, most_released - rounding);
            EXPECT_GE(flows.call, most_called - rounding);
            EXPECT_GE(closing.loan + flows.loan_repaid, fund.loan.facility - rounding);
            ++short_years;
        }
    });
    EXPECT_GT(short_years, 5'000);
}

TEST(FundLaws, OnlyARefundTakesTheBalanceDownToTheCap) {
    int refunds = 0;
    for_each_year(6, [&](ReserveFund const& fund, FundState const&, FundYear const& year, FundFlows const& flows,
                         FundState const& closing) {
        if (fund.above_cap == AboveCap::keep) {
            EXPECT_EQ(flows.refund, 0);
            return;
        }
        EXPECT_LE(closing.balance, cap_of(fund, year));
        if (flows.refund > 0) {
            EXPECT_EQ(closing.balance, cap_of(fund, year));
            ++refunds;
        }
    });
    EXPECT_GT(refunds, 1'000);
}

TEST(FundLaws, TheCurrencyDoesNotMatter) {
    // A power of two changes no bit of the mantissa, so that every figure is equal, not only near.
    constexpr double rate = 1048576;
    Chance chance(7);
    for (int i = 0; i < funds && !HasFailure(); ++i) {
        const ReserveFund fund = random_fund(chance);
        ReserveFund other = fund;
        for (double* amount : {&other.opening, &other.cap, &other.trigger.event, &other.trigger.gross_loss,
                               &other.release.amount, &other.release.minimum_balance, &other.loan.facility}) {
            *amount *= rate;
        }
        const FundPlan plan(fund);
        const FundPlan other_plan(other);
        FundState state = plan.open();
        FundState other_state = other_plan.open();
        for (int y = 0; y < years; ++y) {
            const FundYear year = random_year(chance);
            const FundFlows flows = plan.settle(state, year);
            const FundFlows other_flows =
                other_plan.settle(other_state, {rate * year.premium, rate * year.expenses, rate * year.net_loss,
                                                rate * year.largest_event, rate * year.gross_loss});
            EXPECT_EQ(other_flows,
                      (FundFlows{rate * flows.interest, rate * flows.accrual, rate * flows.release, rate * flows.call,
                                 rate * flows.loan_interest, rate * flows.loan_drawn, rate * flows.loan_repaid,
                                 rate * flows.shortfall, rate * flows.refund, rate * flows.need}));
            EXPECT_EQ(other_state.balance, rate * state.balance);
            EXPECT_EQ(other_state.loan, rate * state.loan);
        }
    }
}

TEST(FundLaws, AFundThatStartsWithMoreIsNeverShorterInAnyYear) {
    Chance chance(8);
    int shorter = 0;
    for (int i = 0; i < funds && !HasFailure(); ++i) {
        ReserveFund fund = random_fund(chance);
        const FundPlan less(fund);
        fund.opening += chance.between(0, money);
        const FundPlan more(fund);
        FundState with_less = less.open();
        FundState with_more = more.open();
        for (int y = 0; y < years; ++y) {
            const FundYear year = random_year(chance);
            const FundFlows flows_less = less.settle(with_less, year);
            const FundFlows flows_more = more.settle(with_more, year);
            EXPECT_LE(flows_more.shortfall, flows_less.shortfall + rounding);
            EXPECT_GE(with_more.balance, with_less.balance - rounding);
            EXPECT_LE(with_more.loan, with_less.loan + rounding);
            if (flows_more.shortfall < flows_less.shortfall - 1) ++shorter;
        }
    }
    EXPECT_GT(shorter, 1'000);
}

TEST(FundLaws, SettlingAYearDependsOnNothingButStateAndYear) {
    for_each_year(9, [](ReserveFund const& fund, FundState const& opening, FundYear const& year, FundFlows const& flows,
                        FundState const& closing) {
        FundState again = opening;
        EXPECT_EQ(FundPlan(fund).settle(again, year), flows);
        EXPECT_EQ(again, closing);
    });
}

}  // namespace
}  // namespace riskpool
