#include "sim/treaty/payout_cover.hpp"

namespace riskpool {

void check_payout_contract(PricedContract const& terms, FieldFaults& faults) {
    check_priced_contract(terms, faults);
    if (terms.attachment_basis != AttachmentBasis::losses_occurring) {
        faults.add("attachment_basis", "is that of losses, and what this contract pays need not be one",
                   "leave it out: it pays by the date of the event");
    }
    if (terms.currency && terms.currency->at == ExchangeDate::loss_date) {
        faults.add("currency", "has the rate of the date of loss, and what this contract pays need not be a loss",
                   "set at: inception");
    }
}

}  // namespace riskpool
