#include "sim/treaty/priced_contract.hpp"

#include <algorithm>

namespace riskpool {

double PricedContract::flat_premium(TreatySetting const& setting) const {
    return rate ? std::max(minimum_premium, *rate * setting.subject_premium()) : premium;
}

Account PricedContract::account(TreatySetting const& setting, double ceded_premium) const {
    Account account;
    account.premium = ceded_premium;
    account.subject_premium = setting.subject_premium();
    account.brokerage = brokerage;
    account.no_claims_bonus = no_claims_bonus;
    account.profit_commission = profit_commission;
    account.swing_premium = swing_premium;
    return account;
}

void check_priced_contract(PricedContract const& terms, FieldFaults& faults) {
    check_contract(terms, faults);
    if (terms.premium > 0 && terms.rate) {
        faults.add("rate", "is given beside a premium in money", "give one of the two");
    }
    if (!terms.rate && terms.minimum_premium > 0) {
        faults.add("minimum_premium", "is given without a rate", "give a rate, or the premium alone");
    }
    refuse_beside_basis(terms, terms.swing_premium.has_value(), "swing_premium", faults);
    refuse_beside_basis(terms, terms.no_claims_bonus > 0, "no_claims_bonus", faults);
    refuse_beside_basis(terms, terms.profit_commission.has_value(), "profit_commission", faults);
    refuse_beside_moving_rates(terms, terms.brokerage > 0, "brokerage", faults);
}

}  // namespace riskpool
