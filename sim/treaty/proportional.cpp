#include "sim/treaty/proportional.hpp"

namespace riskpool {

Account ProportionalTerms::account(TreatySetting const& setting, double ceded_premium) const {
    Account account;
    account.premium = ceded_premium;
    account.subject_premium = setting.subject_premium();
    account.commission = commission;
    account.brokerage = brokerage;
    account.sliding_commission = sliding_commission;
    account.profit_commission = profit_commission;
    return account;
}

void check_proportional(ProportionalTerms const& terms, FieldFaults& faults) {
    check_contract(terms, faults);
    refuse_beside_basis(terms, terms.sliding_commission.has_value(), "sliding_commission", faults);
    refuse_beside_basis(terms, terms.profit_commission.has_value(), "profit_commission", faults);
}

double premium_of_shares(std::vector<double> const& share, TreatySetting const& setting) {
    double premium = 0;
    for (std::size_t i = 0; i < share.size(); ++i) premium += share[i] * setting.premium[i];
    return premium;
}

void SharePlan::cede(Subject const& subject, Cession& cession) const noexcept {
    cede_rows(
        [&](std::size_t i, bool yearly_sum) {
            const double ceded = share_[subject.block.insured[i].index()] * subject.row_loss[i];
            return yearly_sum ? ceded : std::min(ceded, risk_limit_);
        },
        event_limit_, year_, subject, cession);
}

}  // namespace riskpool
