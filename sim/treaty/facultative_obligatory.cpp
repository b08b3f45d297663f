#include "sim/treaty/facultative_obligatory.hpp"

#include <algorithm>

#include "sim/treaty/facultative.hpp"

namespace riskpool {

std::vector<double> FacultativeObligatory::ceded_share(TreatySetting const& setting) const {
    std::vector<double> shares;
    for (auto const& insured : setting.insureds) {
        const bool too_cheap = std::any_of(estimates.begin(), estimates.end(), [&](RateAdequacy const& each) {
            return each.insured == insured.name && each.adequacy < threshold;
        });
        shares.push_back(too_cheap ? cession : 0);
    }
    return shares;
}

void FacultativeObligatory::check(FieldFaults& faults) const {
    check_proportional(*this, faults);
    check_named_once(estimates, "estimates", faults);
}

}  // namespace riskpool
