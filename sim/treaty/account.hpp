// The account of a treaty: what cedent and reinsurers owe each other at the end of a year besides the recoveries.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/treaty/profit_commission.hpp"
#include "sim/treaty/sliding_commission.hpp"
#include "sim/treaty/swing_premium.hpp"

namespace riskpool {

/// What a treaty did in one year, for 100 % of it, in money; from the columns of its Cession.
struct AccountYear {
    double recovery = 0;
    double before_annual_terms = 0;  // ceded losses before corridor and loss ratio cap
    double claims = 0;
    double reinstatement_premium = 0;
};

/// What the premium of one year is measured by, for 100 %, in money.
struct PremiumOfYear {
    double premium = 0;          // fixed, or provisional where it swings
    double subject_premium = 0;  // of all covered risks
};

/// What is due at the end of the year on top of the provisional premium and commission, for 100 %, in money.
struct AccountFlows {
    double premium_adjustment = 0;     // the cedent pays; negative: it gets back
    double commission_adjustment = 0;  // the reinsurers pay; negative: they get back
    double profit_commission = 0;      // the reinsurers pay; negative: they get back what a block paid too much
};

/// What an account carries from year to year; `restart` at the first year of each trial.
struct AccountState {
    double carried_losses = 0;  // of the sliding commission; negative is credit
    ProfitState profit;
    SwingState swing;
    std::uint32_t years = 0;  // of the term gone
    bool cancelled = false;   // no cover and no premium until the term ends

    void restart() noexcept;
};

/// The money side of a treaty, compiled, for 100 % of it. Terms apply in this order, each on what the one before left:
/// swing premium, no-claims bonus, sliding commission, profit commission. The premium earned, which ratios, margin and
/// profit are measured by, is the adjusted premium and the reinstatement premium; commission is due on the
/// adjusted premium alone.
struct Account {
    double premium = 0;                 // money per year: fixed, or provisional where it swings
    double subject_premium = 0;         // money per year
    double commission = 0;              // part of the premium: flat, or provisional where it slides
    double brokerage = 0;               // part of the premium that the reinsurers pay to a broker
    double no_claims_bonus = 0;         // part of the premium given back for a year without any loss to the treaty
    bool has_loss_ratio_terms = false;  // corridor or loss ratio cap, which the treaty's plan applies
    std::optional<SlidingCommission> sliding_commission;
    std::optional<ProfitCommission> profit_commission;
    std::optional<SwingPremium> swing_premium;
    std::uint32_t cancelled_term =
        0;                       // years of a term whose first claim ends it at the next anniversary; 0 if none does
    bool premium_moves = false;  // with a rate of exchange: it is not the same in all years

    /// True if the year owes more or less than the provisional premium and commission.
    [[nodiscard]] bool adjusts() const noexcept {
        return sliding_commission || profit_commission || swing_premium || no_claims_bonus > 0 || cancelled_term > 0 ||
               premium_moves;
    }
    /// True if a term is a ratio of a premium that is 0. It is then left out (methods 1.2): no corridor, no cap, no
    /// swing, the least commission, no profit commission. The run flags it.
    [[nodiscard]] bool ratios_undefined() const noexcept;
    /// A state before the first year; the only step that allocates.
    [[nodiscard]] AccountState state() const;
    /// Closes one year. The state is one made for these terms.
    [[nodiscard]] AccountFlows settle(AccountState& state, AccountYear const& year) const noexcept {
        return settle(state, year, {premium, subject_premium});
    }
    /// The same for a year with a premium of its own.
    [[nodiscard]] AccountFlows settle(AccountState& state, AccountYear const& year,
                                      PremiumOfYear const& provisional) const noexcept;

private:
    [[nodiscard]] double premium_due(AccountState& state, AccountYear const& year,
                                     PremiumOfYear const& provisional) const noexcept;
    [[nodiscard]] double commission_rate(AccountState& state, AccountYear const& year, double earned) const noexcept;
};

}  // namespace riskpool
