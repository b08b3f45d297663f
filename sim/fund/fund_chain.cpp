#include "sim/fund/fund_chain.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace riskpool {

namespace {

void add(FundFlows& total, FundFlows const& one) noexcept {
    total.interest += one.interest;
    total.accrual += one.accrual;
    total.release += one.release;
    total.call += one.call;
    total.loan_interest += one.loan_interest;
    total.loan_drawn += one.loan_drawn;
    total.loan_repaid += one.loan_repaid;
    total.refund += one.refund;
    total.grant += one.grant;
    total.transfer_in += one.transfer_in;
    total.transfer_out += one.transfer_out;
    total.levied += one.levied;
    total.sale_loss += one.sale_loss;
}

}  // namespace

void check_fund_chain(std::span<ReserveFund const> funds, FieldFaults& faults) {
    if (funds.size() < 2) return;
    check_accruals(funds, faults);
    for (std::size_t k = 0; k < funds.size(); ++k) {
        if (funds[k].name.empty()) {
            faults.add("", "has a fund without a name", "give each fund a name of its own");
            return;
        }
        const auto same = [&](ReserveFund const& other) { return other.name == funds[k].name; };
        if (std::any_of(funds.begin(), funds.begin() + static_cast<std::ptrdiff_t>(k), same)) {
            faults.add("", "has two funds of the name " + funds[k].name, "give each fund a name of its own");
            return;
        }
    }
}

FundChainPlan::FundChainPlan(std::span<ReserveFund const> funds) : plans_(funds.begin(), funds.end()) {}

bool FundChainPlan::needs_largest_event() const noexcept {
    return std::any_of(plans_.begin(), plans_.end(), [](FundPlan const& plan) { return plan.needs_largest_event(); });
}

void FundChainPlan::open(std::span<FundState> states) const noexcept {
    for (std::size_t k = 0; k < plans_.size(); ++k) states[k] = plans_[k].open();
}

FundFlows FundChainPlan::settle(std::span<FundState> states, FundYear const& year,
                                std::span<FundFlows> flows) const noexcept {
    double need = 0;
    double paid = 0;
    for (std::size_t k = 0; k < plans_.size(); ++k) {
        const double cap = plans_[k].cap(states[k], year);
        FundFlows& now = flows[k] = plans_[k].settle(states[k], year, paid);
        if (now.need > 0) need = std::max(need, paid + now.need);
        paid += now.release + now.call + now.loan_drawn;
        if (k == 0 || !plans_[k - 1].passes_on()) continue;
        FundFlows& before = flows[k - 1];
        const double moved = std::min(before.refund, std::max(cap - states[k].balance, 0.0));
        before.refund -= moved;
        before.transfer_out = moved;
        now.transfer_in = moved;
        states[k].balance = std::min(states[k].balance + moved, std::max(states[k].balance, cap));  // rounding
    }
    FundFlows total;
    for (std::size_t k = 0; k < plans_.size(); ++k) add(total, flows[k]);
    total.need = need;
    total.shortfall = std::max(need - paid, 0.0);
    return total;
}

}  // namespace riskpool
