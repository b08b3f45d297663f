#include "sim/pool/by_premium.hpp"

#include <Eigen/Core>

#include <numeric>

namespace riskpool {

std::vector<double> originated_premium(ShareSetting const& setting) {
    std::vector<double> premium(setting.members.size(), 0.0);
    for (const std::size_t i : setting.covered) {
        Insured const& insured = setting.insureds[i];
        const std::size_t m = find_member(setting.members, insured.originator);
        if (m < premium.size()) premium[m] += insured.premium;
    }
    return premium;
}

ShareMatrix ByPremium::allocate(ShareSetting const& setting) const {
    return shares_in_proportion(setting, originated_premium(setting));
}

void ByPremium::check_setting(ShareSetting const& setting, FieldFaults& faults) const {
    for (const std::size_t i : setting.covered) {
        Insured const& insured = setting.insureds[i];
        if (insured.originator.empty() || find_member(setting.members, insured.originator) < setting.members.size()) {
            continue;
        }
        faults.add(
            "",
            "the insured \"" + insured.name + "\" has the originator \"" + insured.originator + "\", who is no member",
            "name a member as its originator, or leave it out");
    }
    const auto premium = originated_premium(setting);
    if (!(std::accumulate(premium.begin(), premium.end(), 0.0) > 0)) {
        faults.add("", "no insured covered has an originator and a premium, so nobody takes a part",
                   "give insureds `originator` and `premium`");
    }
}

}  // namespace riskpool
