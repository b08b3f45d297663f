#include "sim/pool/equal.hpp"

#include <Eigen/Core>

#include <algorithm>

namespace riskpool {

void Equal::check(FieldFaults& faults) const {
    check_named_once("members", members, faults);
}

ShareMatrix Equal::allocate(ShareSetting const& setting) const {
    std::vector<double> weights;
    for (auto const& member : setting.members) {
        const bool named = members.empty() || std::find(members.begin(), members.end(), member.name) != members.end();
        weights.push_back(named ? 1 : 0);
    }
    return shares_in_proportion(setting, weights);
}

void Equal::check_setting(ShareSetting const& setting, FieldFaults& faults) const {
    for (std::size_t i = 0; i < members.size(); ++i) {
        check_member("members[" + std::to_string(i) + ']', members[i], setting.members, faults);
    }
    if (setting.members.empty()) faults.add("", "there is no member to take a part", "give the scenario `members`");
}

}  // namespace riskpool
