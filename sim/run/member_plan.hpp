// A member's own reinsurance of its part of a pool, compiled.
#pragma once

#include <span>
#include <vector>

#include "sim/run/buyer_plan.hpp"

namespace riskpool {

/// What one member cedes on its own account after the pool's reinsurance.
class MemberPlan {
public:
    /// `key` is the member's part of each insured's loss to the pool, by insured; `share` and `premium` are the
    /// pool's, net of nothing.
    MemberPlan(Scenario const& scenario, Pool const& pool, MemberReinsurance const& own, std::size_t member,
               std::vector<double> key, std::vector<double> const& share, std::vector<double> const& premium,
               ColumnRegister& columns, Ledger& ledger);

    [[nodiscard]] std::size_t member() const { return member_; }
    [[nodiscard]] Programme const& programme() const { return buyer_.programme(); }
    [[nodiscard]] bool disputed() const { return buyer_.disputed(); }
    [[nodiscard]] std::size_t net_column() const { return buyer_.net_column(); }
    [[nodiscard]] std::size_t result_column() const { return result_; }

    /// Cedes the member's part of `pool_net` (per row). `base_result` gives the member's result before its own
    /// reinsurance, per cell.
    void run(LossBlock const& block, std::span<double const> pool_net, std::span<double const> base_result,
             DefaultFlags const* defaults, ProgrammeScratch& programme, BuyerScratch& scratch,
             std::span<std::vector<double>> columns, std::size_t at, std::span<std::vector<double>> assumed) const;

private:
    std::size_t member_;
    std::vector<double> key_;
    BuyerPlan buyer_;
    std::size_t result_ = 0;
};

}  // namespace riskpool
