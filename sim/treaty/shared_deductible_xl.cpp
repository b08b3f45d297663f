#include "sim/treaty/shared_deductible_xl.hpp"

#include <algorithm>
#include <cstddef>

namespace riskpool {

void SharedDeductibleXlPlan::cede(Subject const& subject, Cession& cession) const noexcept {
    LossBlock const& block = subject.block;
    const bool ordered = needs_order();
    for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
        double costs = 0, recovered = 0, claims = 0;
        bool whole_limit = false;
        for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
            const SectionSums losses = sum_by_section(block, e, subject.risk_loss, section_of_);
            SectionSums cost_of{};
            double cost = 0;
            for (std::size_t k = 0; k < sections_.size(); ++k) {
                BasketSection const& section = sections_[k];
                cost_of[k] = layer_loss(losses[k], section.attachment, section.limit);
                cost += cost_of[k];
                whole_limit = whole_limit || losses[k] >= section.attachment + section.limit;
            }
            if (cost > 0) claims += 1;
            costs += cost;
            const double before = recovered;
            recovered = annual_.recovered(costs);
            if (cession.row_recovery.empty()) continue;
            // R' - R carries the rounding of the running total; an event never recovers more than it costs
            spread_over_sections(ordered ? std::min(recovered - before, cost) : cost, cost, cost_of, losses, block, e,
                                 subject.risk_loss, section_of_, cession.row_recovery);
        }
        cession.cell_recovery[c] = recovered;
        cession.claims[c] = claims;
        const bool used_up = annual_.annual_limit < infinity ? annual_.exhausted(recovered) : whole_limit;
        cession.exhausted[c] = used_up ? 1 : 0;
    }
}

SharedDeductibleXlPlan SharedDeductibleXl::compile(TreatySetting const& setting) const {
    return {sections, section_of_insureds(filters_of(sections), setting.insureds), {annual_deductible, annual_limit}};
}

void SharedDeductibleXl::check(FieldFaults& faults) const {
    check_priced_contract(*this, faults);
    check_sections("sections", filters_of(sections), faults);
}

}  // namespace riskpool
