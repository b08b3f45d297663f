#include "sim/pool/by_capital.hpp"

#include <Eigen/Core>

#include <algorithm>

namespace riskpool {

void ByCapital::check(FieldFaults& faults) const {
    if (part_of_capital < infinity) return;
    if (!excess_to.empty()) {
        faults.add("excess_to", "has nothing to take, because no cap leaves an excess", "set part_of_capital");
    }
    if (basis != RiskBasis::sum_insured) {
        faults.add("basis", "measures nothing, because there is no cap", "set part_of_capital");
    }
}

ShareMatrix ByCapital::allocate(ShareSetting const& setting) const {
    std::vector<double> weights;
    std::vector<double> caps;
    weights.reserve(setting.members.size());
    caps.reserve(setting.members.size());
    for (auto const& member : setting.members) weights.push_back(member.capital_and_reserves());
    if (!(part_of_capital < infinity)) return shares_in_proportion(setting, weights);
    for (const double weight : weights) caps.push_back(part_of_capital * weight);
    return split_under_caps(setting, basis, weights, caps, excess_to);
}

void ByCapital::check_setting(ShareSetting const& setting, FieldFaults& faults) const {
    if (!excess_to.empty()) check_member("excess_to", excess_to, setting.members, faults);
    if (std::none_of(setting.members.begin(), setting.members.end(),
                     [](Member const& member) { return member.capital_and_reserves() > 0; })) {
        faults.add("", "no member has capital or reserves", "give members `capital`");
    }
}

}  // namespace riskpool
