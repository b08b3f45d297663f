#include "sim/treaty/cat_xl.hpp"

#include <algorithm>

#include "sim/treaty/hours_clause.hpp"
#include "sim/treaty/layer_sum.hpp"

namespace riskpool {

CatXlPlan::CatXlPlan(CatXl const& treaty)
    : terms_(treaty),
      minimum_risks_(treaty.minimum_risks),
      any_one_risk_(treaty.any_one_risk),
      attachments_(treaty.attachments),
      qualifying_threshold_(treaty.qualifying_threshold),
      hours_(treaty.hours) {
    for (double& attachment : attachments_) attachment *= treaty.index_factor();
}

void CatXlPlan::cede(Subject const& subject, Cession& cession) const noexcept {
    if (hours_) {
        cede_by_occurrence(
            terms_, *hours_, subject, cession, [&](std::size_t event) { return counted(subject, event); },
            [&](double recovery, std::size_t event, double loss) {
                spread_over_rows(recovery, loss, event, subject, cession.row_recovery, any_one_risk_);
            });
    } else if (cession.row_recovery.empty() && !needs_time() && adds_up_rows()) {
        if (!cession.summed) {
            sum_layers(subject.event_loss, subject.block.event_begin, terms_.attachment, terms_.limit,
                       cession.cell_recovery, cession.claims);
        }
        if (terms_.exhausted_by_one_loss()) {
            terms_.find_full_losses(subject.event_loss, cession, subject.block.event_begin);
        }
        terms_.close_years(cession);
    } else {
        for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) cede_year_by_event(c, subject, cession);
    }
}

double CatXlPlan::counted(Subject const& subject, std::size_t event) const noexcept {
    if (!terms_.sunset.covers(subject.block, event)) return 0;
    if (adds_up_rows()) return subject.event_loss[event];
    double sum = 0;
    std::uint32_t hit = 0;
    for (std::size_t i = subject.block.row_begin[event]; i < subject.block.row_begin[event + 1]; ++i) {
        if (subject.risk_loss[i] > 0) ++hit;
        sum += std::min(subject.risk_loss[i], any_one_risk_);
    }
    return hit >= minimum_risks_ ? sum : 0;
}

void CatXlPlan::cede_year_by_event(std::size_t cell, Subject const& subject, Cession& cession) const noexcept {
    LossBlock const& block = subject.block;
    const bool rows_wanted = !cession.row_recovery.empty();
    ExcessYear year(terms_);
    double claims = 0;
    std::size_t qualified = 0;  // events of the year so far that move on to the next attachment
    for (std::size_t e = block.event_begin[cell]; e < block.event_begin[cell + 1]; ++e) {
        const double loss = counted(subject, e);
        double attachment = terms_.attachment;
        if (!attachments_.empty()) {
            const bool qualifies = loss > 0 && loss >= qualifying_threshold_;
            attachment = qualifies ? attachments_[std::min(qualified, attachments_.size() - 1)] : infinity;
            qualified += qualifies ? 1 : 0;
        }
        const double cost = layer_loss(loss, attachment, terms_.limit);
        double recovery = 0;
        if (cost > 0) {
            claims += 1;
            recovery = year.recover(cost, needs_time() ? block.time[e] : 0, terms_.takes_whole_limit(loss, attachment));
        }
        if (rows_wanted) spread_over_rows(recovery, loss, e, subject, cession.row_recovery, any_one_risk_);
    }
    year.close(cell, cession);
    cession.claims[cell] = claims;
    if (rows_wanted && year.withdraws()) empty_rows(block, cell, cession.row_recovery);
}

void CatXl::check(FieldFaults& faults) const {
    check_excess_terms(*this, faults);
    refuse_beside_basis(*this, hours.has_value(), "hours", faults);
    if (!attachments.empty() && attachments.front() != attachment) {
        faults.add("attachments", "begins with another attachment than `attachment`",
                   "its first entry is that of the first event");
    }
    if (!std::is_sorted(attachments.rbegin(), attachments.rend())) {
        faults.add("attachments", "rises from one event to the next", "let a later event attach no higher");
    }
    if (attachments.empty() && qualifying_threshold > 0) {
        faults.add("qualifying_threshold", "is not read without a list of attachments",
                   "give attachments, or leave it out");
    }
    if (!hours) return;
    if (minimum_risks > 1) {
        faults.add("minimum_risks", "cannot stand beside an hours clause", "leave out one of the two");
    }
    if (!attachments.empty()) {
        faults.add("attachments", "cannot stand beside an hours clause", "leave out one of the two");
    }
    if (deductible_form == DeductibleForm::franchise) {
        faults.add("deductible_form", "cannot be a franchise beside an hours clause", "leave out one of the two");
    }
}

}  // namespace riskpool
