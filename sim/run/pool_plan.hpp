// One pool, compiled: from the losses of a block to the columns and ledger lines of everybody who pays or is paid.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/fund/fund.hpp"
#include "sim/ledger/ledger.hpp"
#include "sim/loss/block.hpp"
#include "sim/pool/share_rule.hpp"
#include "sim/run/columns.hpp"
#include "sim/run/member_plan.hpp"
#include "sim/run/treaty_columns.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/treaty/programme.hpp"

namespace riskpool {

/// Memory that one worker keeps for pools.
struct PoolScratch {
    std::vector<double> subject, commission, member_gross, member_loss, base_result;
    ProgrammeScratch programme;
    ProgrammeOutcome outcome;
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

    /// Runs the pool on one block of whole trials: fills its columns from position `at` (in cells) on. Path columns
    /// are filled from at / years on. What reinsurers cede on is added to the rows of `assumed`, by retrocession.
    void run(LossBlock const& block, PoolScratch& scratch, std::span<std::vector<double>> columns, std::size_t at,
             std::span<std::vector<double>> assumed) const;

    [[nodiscard]] Programme const& programme() const { return programme_; }
    /// Members that cede on their own account.
    [[nodiscard]] std::vector<MemberPlan> const& own() const { return own_; }
    [[nodiscard]] double premium() const { return premium_; }

private:
    struct FundIds {
        std::size_t accrual, interest, release, refund, call, shortfall, loan, loan_repayment, balance, ruined;
    };
    struct MemberIds {
        std::size_t gross_loss, net_loss, payment, result;
    };

    void share(Scenario const& scenario, Pool const& pool);
    void enter_columns(Scenario const& scenario, Pool const& pool, ColumnRegister& columns);
    void enter_members(Scenario const& scenario, Pool const& pool, ColumnRegister& columns,
                       std::vector<ScaledSeries>& scaled);
    void compile_own(Scenario const& scenario, Pool const& pool, std::vector<double> const& premium,
                     ColumnRegister& columns, Ledger& ledger);
    [[nodiscard]] double key(std::size_t insured, std::size_t member) const {
        return loss_key_[one_key_ ? member : insured * members_ + member];
    }
    void enter_ledger(Scenario const& scenario, Pool const& pool, Ledger& ledger) const;

    void take_subject(LossBlock const& block, PoolScratch& scratch) const;
    void largest_events(LossBlock const& block, std::span<double const> rows, std::span<double> out) const;
    void sum_block_rows(LossBlock const& block, std::span<double const> rows, std::span<double> out) const;
    void settle(LossBlock const& block, PoolScratch& scratch, std::span<std::vector<double>> columns,
                std::size_t at) const;
    void cede_own(LossBlock const& block, PoolScratch& scratch, std::span<std::vector<double>> columns, std::size_t at,
                  std::span<std::vector<double>> assumed) const;
    void share_losses(LossBlock const& block, std::span<double const> subject, PoolScratch& scratch,
                      std::span<std::vector<double>> columns, std::size_t at) const;

    std::vector<double> pool_share_;     // per insured: part of 100 % that the pool takes
    std::vector<std::uint8_t> covered_;  // per insured
    bool takes_all_ = false;             // every insured, each for 100 %: the block's losses are the subject
    bool rows_wanted_ = false;
    std::uint32_t years_ = 1;

    bool one_key_ = true;              // all risks are shared alike
    std::vector<double> loss_key_;     // one_key: per member; else per (insured, member), rows add up to 1
    std::vector<double> premium_key_;  // per member: part of the pool's premium
    std::size_t members_ = 0;

    double premium_ = 0;   // money per year: the pool's part of gross premium
    double expenses_ = 0;  // money per year
    double ceded_premium_ = 0;
    double commission_ = 0;

    Programme programme_;
    bool pays_beyond_rows_ = false;  // some treaty may pay more than the loss
    std::optional<FundPlan> fund_;

    std::size_t ground_up_ = constant_column, insured_loss_ = constant_column;
    std::size_t gross_ = 0, gross_event_ = constant_column, recovery_ = 0, net_ = 0, net_event_ = constant_column;
    std::size_t retained_ = 0, result_ = 0;
    std::vector<TreatyColumnIds> treaty_ids_;
    std::vector<MemberPlan> own_;  // members that buy reinsurance of their own
    FundIds fund_ids_{};
    std::vector<MemberIds> member_ids_;  // empty with one key
};

}  // namespace riskpool
