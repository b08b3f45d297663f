// Several reserve funds of one pool, used in order.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/fund/fund.hpp"

namespace riskpool {

/// Funds that share a pool need names, each of its own.
void check_fund_chain(std::span<ReserveFund const> funds, FieldFaults& faults);

/// Funds ready to run, in the order in which they are used (the Chinese agricultural catastrophe reserve uses the
/// province's premium pot first, then the head office's profit pot; domain.md 3.1).
class FundChainPlan {
public:
    FundChainPlan() = default;

    /// `funds` are valid.
    explicit FundChainPlan(std::span<ReserveFund const> funds);

    [[nodiscard]] std::size_t size() const noexcept { return plans_.size(); }

    /// True if a trigger asks for the year's largest event, so FundYear::largest_event must be filled.
    [[nodiscard]] bool needs_largest_event() const noexcept;

    /// The cap of fund k in a year that opens with `state`.
    [[nodiscard]] double cap(std::size_t k, FundState const& state, FundYear const& year) const noexcept {
        return plans_[k].cap(state, year);
    }

    /// The states before the first year; `states` has one for each fund.
    void open(std::span<FundState> states) const noexcept;

    /// Settles one year of all funds; `states` and `flows` have one for each fund.
    ///
    /// Fund k is asked for its own trigger's need less what funds, calls and loans before it have paid. Its `shortfall`
    /// is what it leaves of that, which a later fund may pay. Behind a fund with `above_cap: next`, the next one takes
    /// the balance above the cap as far as its own cap has room; the rest is refunded to the pool.
    ///
    /// Returns the flows of the chain as a whole: sums, but for `need`, the greatest need of any fund, and `shortfall`,
    /// what all of them leave of it, so that need = release + call + loan_drawn + shortfall.
    FundFlows settle(std::span<FundState> states, FundYear const& year, std::span<FundFlows> flows) const noexcept;

private:
    std::vector<FundPlan> plans_;
};

}  // namespace riskpool
