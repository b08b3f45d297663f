#include "sim/treaty/umbrella.hpp"

namespace riskpool {

void UmbrellaPlan::cede(Subject const& subject, Cession& cession) const noexcept {
    for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
        if (annual_) {
            cede_year_of_lines(c, subject, cession);
        } else {
            cede_events(c, subject, cession);
        }
    }
}

void UmbrellaPlan::cede_events(std::size_t c, Subject const& subject, Cession& cession) const noexcept {
    LossBlock const& block = subject.block;
    ExcessYear year(terms_);
    double claims = 0;
    for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
        const SectionSums losses = covered_losses(block, e, subject.risk_loss);
        SectionSums left{};
        const double base = retain(losses, left);
        const double cost = layer_loss(base, terms_.attachment, terms_.limit);
        double recovery = 0;
        if (cost > 0) {
            claims += 1;
            recovery = year.recover(cost, needs_time() ? block.time[e] : 0, terms_.takes_whole_limit(base));
        }
        if (cession.row_recovery.empty()) continue;
        spread_over_sections(recovery, base, left, losses, block, e, subject.risk_loss, line_of_, cession.row_recovery);
    }
    year.close(c, cession);
    cession.claims[c] = claims;
    if (!cession.row_recovery.empty() && year.withdraws()) empty_rows(block, c, cession.row_recovery);
}

void UmbrellaPlan::cede_year_of_lines(std::size_t c, Subject const& subject, Cession& cession) const noexcept {
    LossBlock const& block = subject.block;
    SectionSums year{};
    SectionSums left_before{};
    double recovered = 0;
    for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
        const SectionSums losses = covered_losses(block, e, subject.row_loss);
        for (std::size_t k = 0; k < lines_.size(); ++k) year[k] += losses[k];
        SectionSums left{};
        const double base = retain(year, left);
        const double before = recovered;
        recovered = terms_.annual.recovered(layer_loss(base, terms_.attachment, terms_.limit));
        if (cession.row_recovery.empty()) continue;
        SectionSums brought{};
        double whole = 0;
        for (std::size_t k = 0; k < lines_.size(); ++k) {
            brought[k] = left[k] - left_before[k];
            whole += brought[k];
        }
        spread_over_sections(recovered - before, whole, brought, losses, block, e, subject.row_loss, line_of_,
                             cession.row_recovery);
        left_before = left;
    }
    cession.cell_recovery[c] = recovered;
    cession.claims[c] = recovered > 0 ? 1 : 0;
    cession.exhausted[c] = terms_.annual.exhausted(recovered) ? 1 : 0;
}

SectionSums UmbrellaPlan::covered_losses(LossBlock const& block, std::size_t event,
                                         std::span<double const> rows) const noexcept {
    if (!terms_.sunset.covers(block, event)) return {};
    return sum_by_section(block, event, rows, line_of_);
}

double UmbrellaPlan::retain(SectionSums const& losses, SectionSums& left) const noexcept {
    double sum = 0;
    for (std::size_t k = 0; k < lines_.size(); ++k) {
        left[k] = lines_[k].retained(losses[k]);
        sum += left[k];
    }
    return sum;
}

UmbrellaPlan Umbrella::compile(TreatySetting const& setting) const {
    return {*this, underlying, section_of_insureds(filters_of(underlying), setting.insureds), annual};
}

void Umbrella::check(FieldFaults& faults) const {
    check_excess_terms(*this, faults);
    check_sections("underlying", filters_of(underlying), faults);
    if (!annual) return;
    if (deductible_form == DeductibleForm::franchise) {
        faults.add("deductible_form", "cannot be a franchise of an annual umbrella, whose attachment is of the year",
                   "leave it out");
    }
    if (unlimited_reinstatements) {
        faults.add("unlimited_reinstatements", "is given for an annual umbrella, which has one limit a year",
                   "give reinstatements: []");
    } else if (reinstatements && !reinstatements->empty()) {
        faults.add("reinstatements", "are given for an annual umbrella, which has one limit a year", "give []");
    }
}

}  // namespace riskpool
