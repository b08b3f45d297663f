#include "sim/treaty/variable_quota_share.hpp"

#include <algorithm>
#include <cstddef>

namespace riskpool {

VariableQuotaSharePlan VariableQuotaShare::compile(TreatySetting const& setting) const {
    const std::vector<double> share = ceded_share(setting);
    return Plan(share, risk_limit, event_limit, year_terms(premium_of_shares(share, setting)));
}

std::vector<double> VariableQuotaShare::ceded_share(TreatySetting const& setting) const {
    std::vector<double> share(setting.insureds.size());
    for (std::size_t i = 0; i < share.size(); ++i) {
        const double size = risk_size(setting, i, basis);
        const auto band =
            std::find_if(bands.begin(), bands.end(), [&](CessionBand const& each) { return size <= each.up_to; });
        share[i] = band->cession;
    }
    return share;
}

double VariableQuotaShare::annual_capacity(TreatySetting const& setting) const {
    return year_terms(premium_of_shares(ceded_share(setting), setting)).most;
}

void VariableQuotaShare::check(FieldFaults& faults) const {
    check_quota_share(*this, faults);
    refuse_beside_moving_rates(*this, true, "bands", faults);
    if (bands.empty()) return faults.add("bands", "is empty", "give at least one band");
    for (std::size_t b = 1; b < bands.size(); ++b) {
        if (bands[b].up_to > bands[b - 1].up_to) continue;
        faults.add("bands", "has sizes that do not rise", "list the bands from the smallest size up");
        break;
    }
    if (bands.back().up_to < infinity) {
        faults.add("bands", "leaves out the risks above the last size", "leave up_to out of the last band");
    }
}

}  // namespace riskpool
