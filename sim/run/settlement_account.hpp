// Members of a pool that settle with each other at the end of a year: their own results, put in common.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/ledger/ledger.hpp"
#include "sim/loss/block.hpp"
#include "sim/pool/settlement.hpp"
#include "sim/run/columns.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Memory that one worker keeps.
struct SettlementScratch {
    std::vector<double> own_loss, own_result, final_results, transfers;
    SettlementState state;
};

/// The settlement of a pool, compiled. A member's own result is the premium of the risks that it brought, less their
/// expenses and losses before any reinsurance; what the pool pays for reinsurance and gets from it is the pool's.
class SettlementAccount {
public:
    /// `original_share` is, per insured, the part that pool and originator have together.
    SettlementAccount(Scenario const& scenario, Pool const& pool, std::vector<double> original_share,
                      ColumnRegister& columns);

    /// The lines between pool, members and insureds.
    void enter_ledger(Scenario const& scenario, PartyId pool, Ledger& ledger) const;

    /// Fills what members gain. `pool_result` is what the pool gains in each cell, after funds and the lead's fee.
    void run(LossBlock const& block, std::span<double const> pool_result, SettlementScratch& scratch,
             std::span<std::vector<double>> columns, std::size_t at) const;

    /// Takes the lead's fee off `income`, per cell; a year without the lead has none.
    void take_lead_fee(std::span<double> income) const;

private:
    struct Ids {
        std::size_t own_loss, own_result, transfer, settled, result;
    };
    SettlementPlan plan_;
    std::uint32_t years_ = 1;
    double put_in_common_ = 1, expenses_ = 0;
    std::vector<double> lead_fee_;         // per year, money
    std::vector<std::size_t> originator_;  // per insured: a member, or past the last for none
    std::vector<double> original_share_;
    std::vector<double> premium_;  // per member: of all that it brought
    std::vector<Ids> ids_;
};

}  // namespace riskpool
