#include "sim/treaty/quota_share.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/treaty/layer_sum.hpp"

namespace riskpool {

void QuotaSharePlan::cede(Subject const& subject, Cession& cession) const noexcept {
    if (cession.row_recovery.empty() && !(risk_limit_ < infinity) && !(event_limit_ < infinity) && cession_ > 0) {
        return cede_totals(subject, cession);
    }
    cede_rows(
        [&](std::size_t i, bool yearly_sum) {
            const double ceded = cession_ * subject.row_loss[i];
            return yearly_sum ? ceded : std::min(ceded, risk_limit_);
        },
        event_limit_, year_, subject, cession);
}

void QuotaSharePlan::cede_totals(Subject const& subject, Cession& cession) const noexcept {
    std::fill(cession.exhausted.begin(), cession.exhausted.end(), 0.0);
    // every event with a loss is a claim
    sum_layers(subject.event_loss, subject.block.event_begin, 0, infinity, cession.cell_recovery, cession.claims);
    for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
        cession.cell_recovery[c] = cession_ * subject.cell_loss[c];
    }
    if (!year_.any() && cession.before_annual_terms.empty()) return;
    for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) year_.close_year(c, cession);
}

Account QuotaShareTerms::account(TreatySetting const& setting, double ceded_premium) const {
    Account account = ProportionalTerms::account(setting, ceded_premium);
    account.has_loss_ratio_terms = corridor || loss_ratio_cap < infinity;
    return account;
}

void check_quota_share(QuotaShareTerms const& terms, FieldFaults& faults) {
    check_proportional(terms, faults);
    refuse_beside_moving_rates(terms, terms.corridor.has_value(), "corridor", faults);
    refuse_beside_moving_rates(terms, terms.loss_ratio_cap < infinity, "loss_ratio_cap", faults);
}

QuotaSharePlan QuotaShare::compile(TreatySetting const& setting) const {
    return {cession, risk_limit, event_limit, year_terms(premium_of_shares(premium_share(setting), setting))};
}

std::vector<double> QuotaShare::ceded_share(TreatySetting const& setting) const {
    return std::vector<double>(setting.insureds.size(), cession);
}

std::vector<double> QuotaShare::premium_share(TreatySetting const& setting) const {
    return std::vector<double>(setting.insureds.size(), premium_cession.value_or(cession));
}

double QuotaShare::annual_capacity(TreatySetting const& setting) const {
    return year_terms(premium_of_shares(premium_share(setting), setting)).most;
}

}  // namespace riskpool
