// Members as writers of the risks that they cede to a reinsurance pool.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/ledger/ledger.hpp"
#include "sim/loss/block.hpp"
#include "sim/run/columns.hpp"
#include "sim/run/member_account.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Memory that one worker keeps.
struct InwardScratch {
    std::vector<double> kept, ceded;
};

/// What members have as originators, compiled: premium and losses of the risks that they wrote, less what the pool
/// takes.
class InwardAccount {
public:
    /// `pool_share` is the pool's part of each insured. Enters the columns of each member.
    InwardAccount(Scenario const& scenario, Pool const& pool, std::vector<double> pool_share, ColumnRegister& columns);

    /// What the pool pays originators each year for their expenses.
    [[nodiscard]] double commission() const { return commission_; }
    /// Premium and losses of originated risks pass by the originator; those of others between insureds and pool.
    void enter_ledger(Scenario const& scenario, PartyId pool, Ledger& ledger) const;

    /// Fills the columns from the block and the pool's part of each row, and adds to members' results.
    void run(LossBlock const& block, std::span<double const> subject, MemberAccount const& members,
             InwardScratch& scratch, std::span<std::vector<double>> columns, std::size_t at) const;

private:
    struct Writer {
        std::size_t kept = 0, ceded = 0;  // columns
        double premium = 0, ceded_premium = 0, commission = 0;
    };
    std::vector<Writer> writers_;          // per member
    std::vector<std::size_t> originator_;  // per insured: a member, or past the last for none and for those not covered
    double commission_ = 0, market_premium_ = 0;
    std::size_t market_loss_ = 0;
};

}  // namespace riskpool
