#include "sim/treaty/account.hpp"

namespace riskpool {

void AccountState::restart() noexcept {
    carried_losses = 0;
    profit.restart();
    swing.restart();
    years = 0;
    cancelled = false;
}

bool Account::ratios_undefined() const noexcept {
    const bool by_premium = has_loss_ratio_terms || sliding_commission || profit_commission;
    return (by_premium && !(premium > 0)) || (swing_premium && !(subject_premium > 0));
}

AccountState Account::state() const {
    AccountState fresh;
    if (profit_commission) fresh.profit = profit_commission->state();
    return fresh;
}

AccountFlows Account::settle(AccountState& state, AccountYear const& year,
                             PremiumOfYear const& provisional) const noexcept {
    const double due = premium_due(state, year, provisional);
    const double earned = due + year.reinstatement_premium;
    const double rate = commission_rate(state, year, earned);
    AccountFlows flows;
    flows.premium_adjustment = due - provisional.premium;
    flows.commission_adjustment = rate * due - commission * provisional.premium;
    if (profit_commission && earned > 0) {
        const double result = earned - year.recovery - rate * due - profit_commission->margin * earned;
        flows.profit_commission = profit_commission->pay(state.profit, earned, result);
    }
    return flows;
}

double Account::premium_due(AccountState& state, AccountYear const& year,
                            PremiumOfYear const& provisional) const noexcept {
    double due = provisional.premium;
    if (cancelled_term > 0) {
        if (state.years == cancelled_term) state.years = 0;
        if (state.years++ == 0) state.cancelled = false;
        if (state.cancelled) return 0;
        state.cancelled = year.claims > 0;
    }
    if (swing_premium && provisional.subject_premium > 0) {
        due = swing_premium->premium(state.swing, year.recovery, provisional.subject_premium);
    }
    const bool free_of_loss = !(year.claims > 0) && !(year.recovery > 0) && !(year.before_annual_terms > 0);
    return free_of_loss ? due - no_claims_bonus * due : due;
}

double Account::commission_rate(AccountState& state, AccountYear const& year, double earned) const noexcept {
    if (!sliding_commission) return commission;
    if (!(earned > 0)) return sliding_commission->least_rate();
    const bool net = sliding_commission->loss_ratio_basis == LossRatioBasis::net;
    const double adjusted = (net ? year.recovery : year.before_annual_terms) + state.carried_losses;
    state.carried_losses = sliding_commission->carried(adjusted, earned);
    return sliding_commission->rate(adjusted / earned);
}

}  // namespace riskpool
