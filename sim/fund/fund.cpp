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
    // Kept in locals: a year is a chain of short dependent steps, which a way through memory would lengthen.
    double balance = state.balance;
    double loan = state.loan;
    FundFlows flows;
    const double cap = cap_of(year);
    const auto accrue = [&](double inflow) {
        const double repaid = std::min(loan, loan_.repay_share * inflow);
        const double paid_in = std::min(inflow - repaid, std::max(cap - balance, 0.0));
        loan -= repaid;
        balance = std::min(balance + paid_in, std::max(balance, cap));  // balance + room may round to above the cap
        flows.loan_repaid += repaid;
        flows.accrual += paid_in;
    };

    if (!paid_at_start_.empty()) accrue(sum_of_amounts(paid_at_start_, year));

    flows.interest = interest_ * balance;
    balance += flows.interest;
    flows.loan_interest = loan_.rate * loan;
    loan += flows.loan_interest;

    const double inflow = sum_of_amounts(paid_at_end_, year);
    if (accrues_before_release_) accrue(inflow);

    flows.need = trigger_.need(year);
    flows.release = release_.of(balance, flows.need);
    balance -= flows.release;
    const double left_by_release = flows.need - flows.release;
    flows.call = std::min(left_by_release, call_.rate * std::max(year.premium, 0.0));
    const double left_by_call = left_by_release - flows.call;
    flows.loan_drawn = std::min(left_by_call, std::max(loan_.facility - loan, 0.0));
    loan += flows.loan_drawn;
    flows.shortfall = left_by_call - flows.loan_drawn;

    if (!accrues_before_release_) accrue(inflow);

    if (refunds_ && balance > cap) {
        flows.refund = balance - cap;
        balance = cap;
        const double repaid = std::min(loan, flows.refund);
        loan -= repaid;
        flows.loan_repaid += repaid;
    }
    state = {balance, loan};
    return flows;
}

double FundPlan::cap_of(FundYear const& year) const noexcept {
    if (!(year.premium > 0)) return cap_;  // an infinite multiple of no premium would be no number
    return std::min(cap_, cap_of_premium_ * year.premium);
}

}  // namespace riskpool
