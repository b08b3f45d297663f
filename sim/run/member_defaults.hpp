// What members in default leave of their parts, and who pays it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/ledger/ledger.hpp"
#include "sim/pool/liability.hpp"
#include "sim/run/columns.hpp"
#include "sim/run/default_plan.hpp"
#include "sim/run/member_account.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Memory that one worker keeps.
struct MemberDefaultScratch {
    std::vector<double> owed, paid, free_capacity, assets;
    std::vector<std::uint8_t> defaulted;
    std::vector<Standing> standing;
};

/// The liability of a pool's members, compiled. A member pays no more than its capital and reserves, where these are
/// stated.
class MemberDefaults {
public:
    /// Enters the columns: for each member what it leaves (or, below 0, takes over), and the pool's shortfall.
    MemberDefaults(Scenario const& scenario, Pool const& pool, ColumnRegister& columns);

    void enter_ledger(Scenario const& scenario, PartyId pool, Ledger& ledger) const;

    /// Settles what members owe (payments and calls of `members`) and corrects their results.
    void run(DefaultFlags const& flags, MemberAccount const& members, MemberDefaultScratch& scratch,
             std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const;

    /// Per member, the column of what it leaves.
    [[nodiscard]] std::vector<std::size_t> const& left_columns() const { return left_; }
    /// The column of what nobody pays.
    [[nodiscard]] std::size_t shortfall_column() const { return shortfall_; }

private:
    LiabilityPlan plan_;
    std::uint32_t years_ = 1;
    bool assets_follow_results_ = false;
    std::vector<double> assets_, capacity_;
    std::vector<std::size_t> left_;  // per member: what it leaves of its part
    std::size_t borne_by_lead_ = constant_column, shortfall_ = 0;
};

}  // namespace riskpool
