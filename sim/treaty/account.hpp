// The account of a treaty: what cedent and reinsurers owe each other at the end of a year besides the recoveries.
#pragma once

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

    void restart() noexcept {
        carried_losses = 0;
        profit.restart();
        swing.restart();
    }
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

    /// True if anything here depends on losses; otherwise `settle` always answers 0.
    [[nodiscard]] bool adjusts() const noexcept {
        return sliding_commission || profit_commission || swing_premium || no_claims_bonus > 0;
    }
    /// True if a term is a ratio of a premium that is 0. It is then left out (methods 1.2): no corridor, no cap, no
    /// swing, the least commission, no profit commission. The run flags it.
    [[nodiscard]] bool ratios_undefined() const noexcept {
        const bool by_premium = has_loss_ratio_terms || sliding_commission || profit_commission;
        return (by_premium && !(premium > 0)) || (swing_premium && !(subject_premium > 0));
    }
    /// A state before the first year; the only step that allocates.
    [[nodiscard]] AccountState state() const {
        AccountState fresh;
        if (profit_commission) fresh.profit = profit_commission->state();
        return fresh;
    }
    /// Closes one year. The state is one made for these terms.
    [[nodiscard]] AccountFlows settle(AccountState& state, AccountYear const& year) const noexcept {
        const double due = premium_due(state, year);
        const double earned = due + year.reinstatement_premium;
        const double rate = commission_rate(state, year, earned);
        AccountFlows flows;
        flows.premium_adjustment = due - premium;
        flows.commission_adjustment = rate * due - commission * premium;
        if (profit_commission && earned > 0) {
            const double result = earned - year.recovery - rate * due - profit_commission->margin * earned;
            flows.profit_commission = profit_commission->pay(state.profit, earned, result);
        }
        return flows;
    }

private:
    [[nodiscard]] double premium_due(AccountState& state, AccountYear const& year) const noexcept {
        double due = premium;
        if (swing_premium && subject_premium > 0) {
            due = swing_premium->premium(state.swing, year.recovery, subject_premium);
        }
        const bool free_of_loss = !(year.claims > 0) && !(year.recovery > 0) && !(year.before_annual_terms > 0);
        return free_of_loss ? due - no_claims_bonus * due : due;
    }
    [[nodiscard]] double commission_rate(AccountState& state, AccountYear const& year, double earned) const noexcept {
        if (!sliding_commission) return commission;
        if (!(earned > 0)) return sliding_commission->least_rate();
        const bool net = sliding_commission->loss_ratio_basis == LossRatioBasis::net;
        const double adjusted = (net ? year.recovery : year.before_annual_terms) + state.carried_losses;
        state.carried_losses = sliding_commission->carried(adjusted, earned);
        return sliding_commission->rate(adjusted / earned);
    }
};

}  // namespace riskpool
