#include "sim/treaty/stop_loss.hpp"

namespace riskpool {

void StopLossPlan::cede_year(std::span<double const> cell_loss, Cession& cession) const noexcept {
    for (std::size_t c = 0; c < cell_loss.size(); ++c) close(c, cell_loss[c], cession);
}

void StopLossPlan::cede_events(Subject const& subject, Cession& cession) const noexcept {
    LossBlock const& block = subject.block;
    for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
        double sum = 0;
        for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
            sum += events_.counted(subject.event_loss[e]);
        }
        close(c, sum, cession);
        if (cession.row_recovery.empty()) continue;
        const double part = sum > 0 ? cession.cell_recovery[c] / sum : 0;
        for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
            const double loss = subject.event_loss[e];
            spread_over_rows(part * events_.counted(loss), loss, e, subject, cession.row_recovery);
        }
    }
}

void StopLossPlan::close(std::size_t cell, double sum, Cession& cession) const noexcept {
    const double recovered = year_.recovered(sum);
    cession.cell_recovery[cell] = paid_part_ * recovered;
    cession.claims[cell] = recovered > 0 ? 1 : 0;
    cession.exhausted[cell] = year_.exhausted(recovered) ? 1 : 0;
}

StopLossPlan StopLoss::compile(TreatySetting const& setting) const {
    const double attaches =
        by_ratio() ? attachment_ratio.value_or(0) * setting.subject_premium() : attachment.value_or(0);
    return {{attaches, limit_in_money(setting)}, coinsurance, {event_threshold, threshold_form}};
}

void StopLoss::check(FieldFaults& faults) const {
    check_priced_contract(*this, faults);
    if (event_threshold == 0 && currency && currency->at == ExchangeDate::loss_date) {
        faults.add("currency", "has the rate of the date of loss, and the sum of a year has no date",
                   "set at: inception, or give an event_threshold");
    }
    refuse_beside_moving_rates(*this, attachment_ratio.has_value(), "attachment_ratio", faults);
    refuse_beside_moving_rates(*this, limit_ratio.has_value(), "limit_ratio", faults);
    const bool money = attachment || limit;
    const bool ratio = attachment_ratio || limit_ratio;
    if (money && ratio) {
        faults.add(attachment_ratio ? "attachment_ratio" : "limit_ratio", "is given beside terms in money",
                   "give attachment and limit, or attachment_ratio and limit_ratio");
    } else if (!ratio) {
        if (!attachment) faults.add("attachment", "is missing", "give it, or attachment_ratio and limit_ratio");
        if (!limit) faults.add("limit", "is missing", "give it (.inf for no limit)");
    } else {
        if (!attachment_ratio) faults.add("attachment_ratio", "is missing", "it goes with limit_ratio");
        if (!limit_ratio) faults.add("limit_ratio", "is missing", "give it (.inf for no limit)");
    }
}

double StopLoss::limit_in_money(TreatySetting const& setting) const {
    if (!by_ratio()) return limit.value_or(0);
    const double subject_premium = setting.subject_premium();
    return subject_premium > 0 ? *limit_ratio * subject_premium : 0;
}

}  // namespace riskpool
