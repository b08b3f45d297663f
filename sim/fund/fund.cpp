#include "sim/fund/fund.hpp"

#include <algorithm>
#include <variant>

namespace riskpool {

namespace {

double sum_of_amounts(std::vector<AccrualKinds> const& rules, FundYear const& year, FundState const& fund) noexcept {
    double sum = 0;
    for (auto const& rule : rules) {
        sum += std::visit([&](auto const& each) { return each.amount(year, fund); }, rule);
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

void check_accruals(std::span<ReserveFund const> funds, FieldFaults& faults) {
    double premium = 0, profit = 0;
    for (auto const& fund : funds) {
        premium += sum_of_rates<ShareOfPremium>(fund.accrual);
        profit += sum_of_rates<ShareOfProfit>(fund.accrual) + sum_of_rates<ShareOfExcessProfit>(fund.accrual);
    }
    std::string const field = funds.size() > 1 ? "" : "accrual";
    std::string const take = funds.size() > 1 ? "take together " : "takes ";
    if (premium > 1 + rounding) {
        faults.add(field, take + "more than 100 % of the retained premium", "lower the rates of share_of_premium");
    }
    if (profit > 1 + rounding) {
        faults.add(field, take + "more than 100 % of the underwriting profit",
                   "lower the rates of share_of_underwriting_profit and share_of_excess_profit");
    }
}

void ReserveFund::check(FieldFaults& faults) const {
    check_accruals({this, 1}, faults);
    if (past_premiums.size() > FundState::premiums_kept) {
        faults.add("past_premiums", "has more than nine years", "give the last nine");
    }
    if (returns && interest != 0) {
        faults.add("interest", "is given beside `returns`", "leave out one of the two");
    }
    for (auto const& rule : accrual) {
        if (std::holds_alternative<EuMethod1>(rule) && !(trigger.loss_ratio == 1 && trigger.with_expenses)) {
            faults.add("trigger", "is not that of eu_method_1, which is charged with technical deficits in full",
                       "write trigger: {loss_ratio: 100%, with_expenses: true}");
        }
        if (auto const* each = std::get_if<Fluctuation>(&rule);
            each != nullptr && (trigger.loss_ratio != each->average_loss_ratio || trigger.with_expenses)) {
            faults.add("trigger", "is not that of fluctuation, which gives what losses are above average",
                       "write trigger: {loss_ratio: X} with the rule's average_loss_ratio as X");
        }
    }
}

FundPlan::FundPlan(ReserveFund const& fund)
    : interest_(fund.interest),
      returns_are_drawn_(fund.returns.has_value()),
      cap_(fund.cap),
      cap_of_premium_(fund.cap_of_premium),
      cap_premium_years_(fund.cap_premium_years),
      empty_at_(fund.empty_at),
      trigger_(fund.trigger),
      release_(fund.release),
      call_(fund.call),
      loan_(fund.loan),
      grants_(fund.grants),
      accrues_before_release_(fund.accrual_timing != AccrualTiming::after_release),
      above_cap_(fund.above_cap) {
    opening_.balance = fund.opening;
    const std::size_t past = std::min(fund.past_premiums.size(), FundState::premiums_kept);
    for (std::size_t ago = 1; ago <= past; ++ago) {
        opening_.premiums[FundState::premiums_kept - ago] = fund.past_premiums[fund.past_premiums.size() - ago];
    }
    const bool early = fund.accrual_timing == AccrualTiming::start_of_year;
    for (auto const& rule : fund.accrual) {
        if (auto const* levy = std::get_if<Levy>(&rule); levy != nullptr && levy->payer == LevyPayer::insureds) {
            paid_by_insureds_.push_back(*levy);
            continue;
        }
        (early && is_known_at_start(rule) ? paid_at_start_ : paid_at_end_).push_back(rule);
    }
}

FundFlows FundPlan::settle(FundState& state, FundYear const& year, double paid_before) const noexcept {
    // Kept in locals: a year is a chain of short dependent steps, which a way through memory would lengthen.
    double balance = state.balance;
    double loan = state.loan;
    FundFlows flows;
    const double cap = this->cap(state, year);
    const double pause = above_cap_ == AboveCap::next ? infinity : cap;
    const auto accrue = [&](std::vector<AccrualKinds> const& rules) {
        if (rules.empty()) return;
        state.balance = balance;  // which some rules look at
        const double inflow = sum_of_amounts(rules, year, state);
        const double repaid = std::min(loan, loan_.repay_share * inflow);
        const double paid_in = std::min(inflow - repaid, std::max(pause - balance, 0.0));
        loan -= repaid;
        balance = std::min(balance + paid_in, std::max(balance, pause));  // the sum may round to above the cap
        flows.loan_repaid += repaid;
        flows.accrual += paid_in;
    };

    if (state.years < grants_.size()) flows.grant = grants_[state.years];
    balance += flows.grant;
    accrue(paid_at_start_);
    for (auto const& levy : paid_by_insureds_) {
        state.balance = balance;
        const double levied = std::min(levy.amount(year, state), std::max(pause - balance, 0.0));
        balance = std::min(balance + levied, std::max(balance, pause));
        flows.levied += levied;
    }

    flows.interest = (returns_are_drawn_ ? state.year_return : interest_) * balance;
    balance += flows.interest;
    flows.loan_interest = loan_.rate * loan;
    loan += flows.loan_interest;

    if (accrues_before_release_) accrue(paid_at_end_);

    flows.need = std::max(trigger_.need(year) - paid_before, 0.0);
    flows.release = release_.of(balance, flows.need, state.years);
    flows.sale_loss = release_.sale_loss(balance, flows.release);
    balance = flows.sale_loss > 0 ? std::max(balance - flows.release - flows.sale_loss, 0.0) : balance - flows.release;
    const bool emptied = flows.need > 0 && balance <= empty_at_;
    const double left_by_release = flows.need - flows.release;
    flows.call = std::min(left_by_release, call_.rate * std::max(year.premium, 0.0));
    const double left_by_call = left_by_release - flows.call;
    flows.loan_drawn = std::min(left_by_call, std::max(loan_.facility - loan, 0.0));
    loan += flows.loan_drawn;
    flows.shortfall = left_by_call - flows.loan_drawn;

    if (!accrues_before_release_) accrue(paid_at_end_);

    if (above_cap_ != AboveCap::keep && balance > cap) {
        flows.refund = balance - cap;
        balance = cap;
        if (above_cap_ == AboveCap::refund) {
            const double repaid = std::min(loan, flows.refund);
            loan -= repaid;
            flows.loan_repaid += repaid;
        }
    }

    state.balance = balance;
    state.loan = loan;
    if (emptied) {
        state.years_since_empty = 1;
    } else if (state.years_since_empty > 0) {
        ++state.years_since_empty;
    }
    state.premiums[state.years % FundState::premiums_kept] = std::max(year.premium, 0.0);
    ++state.years;
    return flows;
}

double FundPlan::cap(FundState const& opening, FundYear const& year) const noexcept {
    const double premium = opening.highest_premium(cap_premium_years_, year.premium);
    if (!(premium > 0)) return cap_;  // an infinite multiple of no premium would be no number
    return std::min(cap_, cap_of_premium_ * premium);
}

}  // namespace riskpool
