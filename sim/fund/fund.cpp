#include "sim/fund/fund.hpp"

#include <algorithm>
#include <variant>

namespace riskpool {

namespace {

double sum_of_amounts(std::vector<AccrualKinds> const& rules, FundYear const& year) noexcept {
    double sum = 0;
    for (auto const& rule : rules) {
        sum += std::visit([&](auto const& each) { return each.amount(year); }, rule);
    }
    return sum;
}

bool is_known_at_start(AccrualKinds const& rule) {
    return std::visit([](auto const& each) { return each.known_at_start; }, rule);
}

template <class Rule>
double sum_of_rates(std::vector<AccrualKinds> const& rules) {
    double sum = 0;
    for (auto const& rule : rules) {
        if (auto const* each = std::get_if<Rule>(&rule)) sum += each->rate;
    }
    return sum;
}

constexpr double rounding = 1e-12;  // rates written as decimals may add up to a little more than 1

}  // namespace

void ReserveFund::check(FieldFaults& faults) const {
    if (sum_of_rates<ShareOfPremium>(accrual) > 1 + rounding) {
        faults.add("accrual", "takes more than 100 % of the retained premium", "lower the rates of share_of_premium");
    }
    if (sum_of_rates<ShareOfProfit>(accrual) > 1 + rounding) {
        faults.add("accrual", "takes more than 100 % of the underwriting profit",
                   "lower the rates of share_of_underwriting_profit");
    }
}

FundPlan::FundPlan(ReserveFund const& fund)
    : opening_(fund.opening),
      interest_(fund.interest),
      cap_(fund.cap),
      cap_of_premium_(fund.cap_of_premium),
      trigger_(fund.trigger),
      release_(fund.release),
      call_(fund.call),
      loan_(fund.loan),
      accrues_before_release_(fund.accrual_timing != AccrualTiming::after_release),
      refunds_(fund.above_cap == AboveCap::refund) {
    const bool early = fund.accrual_timing == AccrualTiming::start_of_year;
    for (auto const& rule : fund.accrual) {
        (early && is_known_at_start(rule) ? paid_at_start_ : paid_at_end_).push_back(rule);
    }
}

FundFlows FundPlan::settle(FundState& state, FundYear const& year) const noexcept {
    FundFlows flows;
    const double cap = cap_of(year);
    accrue(state, flows, sum_of_amounts(paid_at_start_, year), cap);

    flows.interest = interest_ * state.balance;
    state.balance += flows.interest;
    flows.loan_interest = loan_.rate * state.loan;
    state.loan += flows.loan_interest;

    const double inflow = sum_of_amounts(paid_at_end_, year);
    if (accrues_before_release_) accrue(state, flows, inflow, cap);
    cover(state, flows, year);
    if (!accrues_before_release_) accrue(state, flows, inflow, cap);
    if (refunds_) refund(state, flows, cap);
    return flows;
}

double FundPlan::cap_of(FundYear const& year) const noexcept {
    // An infinite multiple of no premium would be no number.
    if (cap_of_premium_ == infinity || !(year.premium > 0)) return cap_;
    return std::min(cap_, cap_of_premium_ * year.premium);
}

void FundPlan::accrue(FundState& state, FundFlows& flows, double inflow, double cap) const noexcept {
    const double repaid = std::min(state.loan, loan_.repay_share * inflow);
    state.loan -= repaid;
    flows.loan_repaid += repaid;

    const double left = inflow - repaid;
    const double room = cap - state.balance;
    if (left < room) {
        flows.accrual += left;
        state.balance += left;
    } else if (room > 0) {
        flows.accrual += room;
        state.balance = cap;  // exactly, where balance + room may round to above it
    }
}

void FundPlan::cover(FundState& state, FundFlows& flows, FundYear const& year) const noexcept {
    flows.need = trigger_.need(year);
    if (!(flows.need > 0)) return;

    flows.release = release_.of(state.balance, flows.need);
    state.balance -= flows.release;
    double left = flows.need - flows.release;

    flows.call = std::min(left, call_.rate * std::max(year.premium, 0.0));
    left -= flows.call;

    flows.loan_drawn = std::min(left, std::max(loan_.facility - state.loan, 0.0));
    state.loan += flows.loan_drawn;
    flows.shortfall = left - flows.loan_drawn;
}

void FundPlan::refund(FundState& state, FundFlows& flows, double cap) const noexcept {
    if (!(state.balance > cap)) return;
    flows.refund = state.balance - cap;
    state.balance = cap;
    const double repaid = std::min(state.loan, flows.refund);
    state.loan -= repaid;
    flows.loan_repaid += repaid;
}

}  // namespace riskpool
