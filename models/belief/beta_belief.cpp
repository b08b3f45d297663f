#include "models/belief/beta_belief.hpp"

#include "models/belief/law_of_severity.hpp"

namespace riskpool {

void BetaBelief::check(FieldFaults& faults) const {
    if (!(low < high)) faults.add("high", "is not above `low`", "give the two ends between which the number lies");
}

LawPointer BetaBelief::law() const {
    return law_of_severity(Beta{a, b, high - low}, low);
}

}  // namespace riskpool
