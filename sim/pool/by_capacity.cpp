#include "sim/pool/by_capacity.hpp"

#include <Eigen/Core>

#include <algorithm>

namespace riskpool {

double ByCapacity::cap(Member const& member) const {
    const double legal = part_of_capital < infinity ? part_of_capital * member.capital_and_reserves() : infinity;
    return line == LineMeaning::maximum ? std::min(declared(member), legal) : legal;
}

ShareMatrix ByCapacity::allocate(ShareSetting const& setting) const {
    std::vector<double> weights;
    std::vector<double> caps;
    for (auto const& member : setting.members) {
        weights.push_back(declared(member));
        caps.push_back(cap(member));
    }
    return split_under_caps(setting, basis, weights, caps, excess_to);
}

void ByCapacity::check_setting(ShareSetting const& setting, FieldFaults& faults) const {
    if (!excess_to.empty()) check_member("excess_to", excess_to, setting.members, faults);
    const auto any = [&](auto const& holds) {
        return std::any_of(setting.members.begin(), setting.members.end(), holds);
    };
    if (!any([&](Member const& member) { return declared(member) > 0; })) {
        const bool own = business == Business::own;
        faults.add("", own ? "no member declares a capacity" : "no member declares an inward capacity",
                   own ? "give members `capacity`" : "give members `inward_capacity`");
    } else if (!any([&](Member const& member) { return cap(member) > 0 && declared(member) > 0; })) {
        faults.add("", "no member with a capacity has capital or reserves, so the legal cap leaves none a share",
                   "give members `capital`, or set part_of_capital: .inf");
    }
}

}  // namespace riskpool
