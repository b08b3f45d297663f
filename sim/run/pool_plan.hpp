// One pool, compiled: from the losses of a block to the columns and ledger lines of everybody who pays or is paid.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/ledger/ledger.hpp"
#include "sim/loss/block.hpp"
#include "sim/run/columns.hpp"
#include "sim/run/default_plan.hpp"
#include "sim/run/inward_account.hpp"
#include "sim/run/lead_account.hpp"
#include "sim/run/member_account.hpp"
#include "sim/run/member_defaults.hpp"
#include "sim/run/member_plan.hpp"
#include "sim/run/member_shares.hpp"
#include "sim/run/pool_account.hpp"
#include "sim/run/recoverables.hpp"
#include "sim/run/settlement_account.hpp"
#include "sim/run/treaty_columns.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/treaty/programme.hpp"

namespace riskpool {

/// Memory that one worker keeps for a pool.
struct PoolScratch {
    std::vector<double> subject, commission, net_due, left, retained, flow, premium_side, base_result;
    std::vector<std::span<double const>> member_loss;
    std::vector<std::span<double>> member_left, member_call;
    ProgrammeScratch programme;
    ProgrammeOutcome outcome;
    PoolAccountScratch account;
    MemberAccountScratch members;
    MemberDefaultScratch defaults;
    SettlementScratch settlement;
    InwardScratch inward;
    RecoverablesScratch recoverables;
    BuyerScratch buyer;
};

/// What a run asks of its pools beyond yearly totals.
struct PoolDemand {
    bool occurrence = false;  // the largest event of each year, gross and net
    bool ground_up = false;   // losses before policy terms
};

/// A compiled pool.
class PoolPlan {
public:
    /// Compiles `pool` and enters its columns, scaled series and ledger lines.
    PoolPlan(Scenario const& scenario, Pool const& pool, PoolDemand demand, ColumnRegister& columns,
             std::vector<ScaledSeries>& scaled, Ledger& ledger);

    /// Adds what it reads of the block.
    void ask(BlockDemand& demand) const;

    /// Cedes the pool's part of one block of whole trials: fills columns from position `at` (in cells) on. What
    /// reinsurers cede on is added to the rows of `assumed`, by retrocession.
    void cede(LossBlock const& block, PoolScratch& scratch, std::span<std::vector<double>> columns, std::size_t at,
              std::span<std::vector<double>> assumed) const;
    /// Settles what cede() has left in `scratch`, and fills all other columns; path columns from at / years on.
    /// `defaults` is null where nobody fails.
    void settle(LossBlock const& block, DefaultFlags const* defaults, PoolScratch& scratch,
                std::span<std::vector<double>> columns, std::size_t at, std::span<std::vector<double>> assumed) const;

    /// True if it needs numbers drawn beside losses: for disputes, for returns of funds.
    [[nodiscard]] bool needs_chance() const;
    /// The column of losses before reinsurance.
    [[nodiscard]] std::size_t gross_column() const { return gross_; }

    [[nodiscard]] Programme const& programme() const { return programme_; }
    /// Members that cede on their own account.
    [[nodiscard]] std::vector<MemberPlan> const& own() const { return own_; }
    [[nodiscard]] double premium() const { return premium_; }
    /// Per insured: the part of 100 % that the pool takes.
    [[nodiscard]] std::vector<double> const& pool_share() const { return shares_.pool_share(); }
    /// The pool's part of each row of the block that cede() has seen.
    [[nodiscard]] std::span<double const> subject_of(LossBlock const& block, PoolScratch const& scratch) const;

private:
    [[nodiscard]] PoolAccountTerms account_terms(Scenario const& scenario) const;
    void enter_columns(Scenario const& scenario, Pool const& pool, ColumnRegister& columns);
    void enter_scaled_members(Scenario const& scenario, Pool const& pool, std::vector<ScaledSeries>& scaled) const;
    void enter_subsidies(Scenario const& scenario, Pool const& pool, ColumnRegister& columns, Ledger& ledger);
    void compile_own(Scenario const& scenario, Pool const& pool, std::vector<double> const& premium,
                     ColumnRegister& columns, Ledger& ledger);
    void enter_ledger(Scenario const& scenario, Pool const& pool, Ledger& ledger) const;
    void enter_premium_side(PartyId pool, PartyId member, double key, Ledger& ledger) const;

    void largest_events(LossBlock const& block, std::span<double const> rows, std::span<double> out) const;
    void sum_block_rows(LossBlock const& block, std::span<double const> rows, std::span<double> out) const;
    [[nodiscard]] std::span<double const> net_due(DefaultFlags const* defaults, PoolScratch& scratch,
                                                  std::span<std::vector<double>> columns, std::size_t at) const;
    void settle_account(LossBlock const& block, DefaultFlags const* defaults, std::span<double const> net,
                        PoolScratch& scratch, std::span<std::vector<double>> columns, std::size_t at) const;
    void cede_own(LossBlock const& block, DefaultFlags const* defaults, PoolScratch& scratch,
                  std::span<std::vector<double>> columns, std::size_t at, std::span<std::vector<double>> assumed) const;

    MemberShares shares_;
    bool rows_wanted_ = false;
    std::uint32_t years_ = 1;

    double premium_ = 0;   // money per year: the pool's part of gross premium
    double expenses_ = 0;  // money per year
    double ceded_premium_ = 0;
    double commission_ = 0;

    Programme programme_;
    bool pays_beyond_rows_ = false;  // some treaty may pay more than the loss
    Recoverables recoverables_;
    PoolAccount account_;
    std::optional<MemberAccount> members_;         // where one key does not say it all
    std::optional<MemberDefaults> defaults_;       // where members may fail
    std::optional<LeadAccount> lead_;              // where the lead pays for all
    std::optional<InwardAccount> inward_;          // where members write and cede to the pool
    std::optional<SettlementAccount> settlement_;  // where members settle at the end of the year
    std::vector<MemberPlan> own_;                  // members that buy reinsurance of their own
    std::vector<double> subsidy_;                  // per year; empty without a programme

    std::size_t ground_up_ = constant_column, insured_loss_ = constant_column;
    std::size_t gross_ = 0, gross_event_ = constant_column, recovery_ = 0, net_ = 0, net_event_ = constant_column;
    std::size_t retained_ = 0, result_ = 0, subsidy_id_ = constant_column;
    std::vector<TreatyColumnIds> treaty_ids_;
};

}  // namespace riskpool
