// What each member of a pool pays and gains, year by year, where members do not simply share everything by one key.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/ledger/ledger.hpp"
#include "sim/loss/block.hpp"
#include "sim/run/columns.hpp"
#include "sim/run/member_shares.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Memory that one worker keeps.
struct MemberAccountScratch {
    std::vector<double> part, gross, net;
};

/// Members' accounts, compiled.
class MemberAccount {
public:
    /// Enters the columns of each member; `called` gives it one of what it is called for beside its part of losses.
    MemberAccount(Scenario const& scenario, Pool const& pool, MemberShares const& shares, bool called,
                  ColumnRegister& columns);

    /// The lines between pool and members for losses; and for all else, where parts of premium change by year.
    void enter_ledger(Scenario const& scenario, PartyId pool, Ledger& ledger) const;
    /// True if all but losses passes between pool and members as one sum.
    [[nodiscard]] bool sums_up_premium() const { return !same_every_year_; }

    /// Fills each member's part of gross and net losses. Where `beyond_rows`, `net` (per cell) differs from the sum of
    /// `net_rows` by what covers pay beyond losses: members have that by premium.
    void split_losses(LossBlock const& block, MemberShares const& shares, std::span<double const> subject,
                      std::span<double const> net_rows, std::span<double const> net, bool beyond_rows,
                      MemberAccountScratch& scratch, std::span<std::vector<double>> columns, std::size_t at) const;
    /// Fills what members owe of the net loss that is due: by `due - net` (per cell) reinsurers in default leave more
    /// than treaties do, and members bear that by premium.
    void owe(MemberShares const& shares, std::span<double const> net, std::span<double const> due,
             std::span<std::vector<double>> columns, std::size_t at) const;
    /// Of what members owe, what they pay: the part of `due` (per cell) that the pool's account leaves.
    void pay_left(std::span<double const> due, std::span<double const> left, std::span<std::vector<double>> columns,
                  std::size_t at) const;
    /// Fills results from payments, calls and the pool's `premium_side` (per cell), which members share by premium.
    void close(MemberShares const& shares, std::span<double const> premium_side, std::span<std::vector<double>> columns,
               std::size_t at) const;

    /// Divides each year's pool result (per cell) anew by final shares, in the year in which these are known.
    void adjust(MemberShares const& shares, std::span<double const> pool_result, std::span<std::vector<double>> columns,
                std::size_t at) const;

    [[nodiscard]] std::size_t net_column(std::size_t member) const { return ids_[member].net_loss; }
    [[nodiscard]] std::size_t payment_column(std::size_t member) const { return ids_[member].payment; }
    [[nodiscard]] std::size_t call_column(std::size_t member) const { return ids_[member].call; }
    [[nodiscard]] std::size_t result_column(std::size_t member) const { return ids_[member].result; }

private:
    struct Ids {
        std::size_t gross_loss = 0, net_loss = 0, payment = 0, result = 0;
        std::size_t call = constant_column, premium_side = constant_column, adjustment = constant_column;
    };
    std::uint32_t years_ = 1;
    bool same_every_year_ = true;
    std::vector<Ids> ids_;
};

}  // namespace riskpool
