#include "sim/fund/trigger.hpp"

#include <algorithm>

namespace riskpool {

void FundTrigger::check(FieldFaults& faults) const {
    if (conditions == TriggerConditions::all) return;
    if (loss_ratio == 0) {
        faults.add("loss_ratio", "of 0 holds in every year with a loss, so that no other condition matters",
                   "give a level above 0, or leave out `conditions: any`");
    }
    if (event == 0 && gross_loss == 0) {
        faults.add("conditions", "is `any` of one condition", "give an event or a gross_loss, or leave it out");
    }
}

double FundTrigger::need(FundYear const& year) const noexcept {
    // The part above each level; a condition holds if there is one. A level of 0 for event or gross loss is none given.
    const double loss = with_expenses ? year.net_loss + year.expenses : year.net_loss;
    const bool has_ratio = !(loss_ratio > 0) || year.premium > 0;
    const double above_ratio = has_ratio ? loss - loss_ratio * std::max(year.premium, 0.0) : 0;
    const double above_event = event > 0 ? year.largest_event - event : 0;
    const double above_gross = gross_loss > 0 ? year.gross_loss - gross_loss : 0;

    double above = above_ratio;
    if (conditions == TriggerConditions::any) {
        above = std::max({above_ratio, above_event, above_gross});
    } else if ((event > 0 && !(above_event > 0)) || (gross_loss > 0 && !(above_gross > 0))) {
        return 0;
    }
    if (!(above > 0)) return 0;
    const double most = std::max(year.net_loss, 0.0);
    return above_trigger_only ? std::min(above, most) : most;
}

}  // namespace riskpool
