// The money of a pool after reinsurance, year by year: loss sharing, reserve funds, backstops, and what is left to
// members.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/fund/backstop.hpp"
#include "sim/fund/fund_chain.hpp"
#include "sim/fund/loss_sharing.hpp"
#include "sim/ledger/ledger.hpp"
#include "sim/loss/block.hpp"
#include "sim/run/bridge_account.hpp"
#include "sim/run/columns.hpp"
#include "sim/run/default_plan.hpp"
#include "sim/run/fund_measures.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// What a pool's account reads of one block, per cell, in money.
struct PoolAccountInput {
    std::span<double const> gross;              // losses before reinsurance
    std::span<double const> net;                // losses after reinsurance, and what reinsurers in default leave of it
    std::span<double const> less_premium;       // minus what treaties ask for on top of their fixed premium
    std::span<double const> more_commission;    // what they give on top of their fixed commission
    std::span<double const> largest_net_event;  // empty unless needs_largest_event()
    std::span<double const> gross_rows;         // per row of the block; empty unless needs_events()
    std::span<double const> net_rows;           // the same
    std::span<std::span<double const> const> member_loss;  // per member: its part of `net`; empty unless by_member()
    std::span<double const> outstanding;                   // recoveries to arrive in later years; empty: none
    DefaultFlags const* chance = nullptr;                  // needed where draws_returns()
};

/// What it leaves to members, per cell, in money; all spans are the caller's.
struct PoolAccountOutput {
    std::span<double> left;      // of the net loss, what members pay, called or not
    std::span<double> retained;  // of that, what they are not called for and no fund was asked for
    std::span<double> flow;      // what else the pool gets less what it gives: accrual, repayments, refunds
    std::span<std::span<double> const>
        member_left;  // per member: what it pays without being called; empty unless by_member()
    std::span<std::span<double> const> member_call;  // per member: what it is called for; the same
};

/// Memory that one worker keeps.
struct PoolAccountScratch {
    std::vector<FundState> funds;
    std::vector<FundFlows> fund_flows;
    std::vector<BackstopState> backstops;
    std::vector<BackstopFlows> backstop_flows;
    std::vector<double> totals, shared, gross_events, net_events, open, called, by_member, caps, uniform;
    std::vector<std::vector<double>> returns;  // per fund and cell; empty where they are not drawn
    double term_loss = 0;                      // of the years that are shared together
    BridgeScratch bridge;
};

/// What stays the same in every year.
struct PoolAccountTerms {
    double premium = 0;           // gross premium
    double retained_premium = 0;  // after what treaties cost for sure
    double expenses = 0;          // less commissions that are sure
    double sum_insured = 0;       // the pool's part
    double insureds = 0;
    std::vector<double> member_capital;  // money
    struct Year {
        std::vector<double> member_share;    // part of the losses
        std::vector<double> member_premium;  // money
    };
    std::vector<Year> years;
};

/// A pool's account, compiled.
class PoolAccount {
public:
    PoolAccount() = default;
    /// Enters its columns; `prefix` tells the parties of several pools apart. `late` if recoveries may arrive in later
    /// years.
    PoolAccount(Pool const& pool, std::string const& prefix, std::uint32_t years, PoolAccountTerms terms, bool late,
                ColumnRegister& columns);

    /// True if it has anything to settle.
    [[nodiscard]] bool given() const { return sharing_ || chain_.size() > 0 || backstops_.size() > 0 || bridge_; }
    [[nodiscard]] bool needs_largest_event() const { return chain_.needs_largest_event(); }
    [[nodiscard]] bool needs_events() const { return backstops_.needs_gross_events() || backstops_.needs_net_events(); }
    /// True if a fund's returns are drawn.
    [[nodiscard]] bool draws_returns() const { return draws_returns_; }
    /// True if a backstop tells members apart otherwise than by their share of losses.
    [[nodiscard]] bool by_member() const { return by_member_; }

    /// The lines between everybody but members.
    void enter_ledger(PartyId pool, Ledger& ledger) const;
    /// The lines between the pool and a member with this part of the pool's premium, but for what it pays for losses.
    void enter_member(PartyId pool, PartyId member, double premium_key, Ledger& ledger) const;
    /// The lines of calls and shortfall of a member that bears this part of all losses.
    void enter_calls(PartyId pool, PartyId member, double loss_key, Ledger& ledger) const;

    void run(LossBlock const& block, PoolAccountInput const& input, PoolAccountScratch& scratch,
             std::span<std::vector<double>> columns, std::size_t at, PoolAccountOutput const& output) const;

private:
    struct FundIds {
        std::string party;
        std::size_t accrual, interest, release, refund, call, shortfall, loan, loan_repayment, balance, ruined;
        std::size_t grant = constant_column, transfer_in = constant_column, levied = constant_column,
                    sale_loss = constant_column;
    };
    struct BackstopIds {
        std::string party;
        std::size_t granted = constant_column, lent = constant_column, called = constant_column,
                    surcharged = constant_column, claims_cut = constant_column, repaid = constant_column,
                    written_off = constant_column, recouped = constant_column, advanced = constant_column,
                    collected = constant_column, owed = constant_column;
        double guarantee_premium = 0;
    };
    /// The net loss of a year on its way down the waterfall.
    struct Rest {
        double unpaid = 0;    // by anybody but members
        double unfunded = 0;  // of that, what funds were asked for
        double flow = 0;
        double call = 0;    // of funds
        double called = 0;  // by backstops
    };

    void enter_fund(ReserveFund const& fund, ColumnRegister& columns);
    void enter_backstop(BackstopKinds const& kind, std::size_t place, ColumnRegister& columns);
    [[nodiscard]] std::size_t shortfall_column() const;
    void enter_fund_ledger(PartyId pool, Ledger& ledger) const;
    void draw_returns(PoolAccountInput const& input, std::size_t n, PoolAccountScratch& scratch) const;
    double share_losses(double net, PoolAccountScratch& scratch, std::span<std::vector<double>> columns,
                        std::size_t cell) const;
    void settle_funds(FundYear const& year, PoolAccountScratch& scratch, std::span<std::vector<double>> columns,
                      std::size_t cell, Rest& rest) const;
    void settle_backstops(BackstopYear year, PoolAccountScratch& scratch, std::span<std::vector<double>> columns,
                          std::size_t cell, Rest& rest) const;

    std::string pool_;
    PoolAccountTerms terms_;
    std::optional<LossSharingPlan> sharing_;
    std::vector<std::size_t> sharing_ids_;  // per party; constant_column for the pool itself
    FundChainPlan chain_;
    std::vector<FundIds> fund_ids_;
    std::vector<FundMeasures> fund_measures_;
    std::vector<std::optional<FundReturnKinds>> returns_;  // per fund
    bool draws_returns_ = false;
    std::optional<BridgeAccount> bridge_;
    BackstopPlan backstops_;
    std::vector<BackstopIds> backstop_ids_;
    bool by_member_ = false;
    std::size_t unfunded_ = constant_column, unfunded_ever_ = constant_column;
    std::uint32_t years_ = 1;
};

}  // namespace riskpool
