#include "sim/pool/by_market_share.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <numeric>

namespace riskpool {

void ByMarketShare::check(FieldFaults& faults) const {
    if (market.empty()) faults.add("market", "is empty, so nobody takes a part", "give the figures of some members");
    for (std::size_t k = 0; k < market.size(); ++k) {
        if (!market[k].figures.empty()) continue;
        faults.add("market[" + std::to_string(k) + "].figures", "has no year", "give the figure of the year before");
    }
}

std::vector<double> ByMarketShare::at(std::vector<Member> const& members, std::size_t place) const {
    std::vector<double> figures(members.size(), 0.0);
    for (auto const& each : market) {
        const std::size_t m = find_member(members, each.member);
        if (m < members.size()) figures[m] = each.figures[std::min(place, each.figures.size() - 1)];
    }
    return figures;
}

ShareMatrix ByMarketShare::allocate(ShareSetting const& setting) const {
    return shares_in_proportion(setting, at(setting.members, setting.year - 1));
}

std::vector<double> ByMarketShare::final_parts(std::vector<Member> const& members, std::uint32_t year) const {
    std::vector<double> parts = at(members, year);
    for (std::size_t m = 0; m < members.size(); ++m) parts[m] = members[m].takes_part(year) ? parts[m] : 0;
    const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
    for (double& part : parts) part = sum > 0 ? part / sum : 0;
    return parts;
}

void ByMarketShare::check_setting(ShareSetting const& setting, FieldFaults& faults) const {
    std::vector<std::string> names;
    std::size_t most = 0;
    bool known = true;
    for (std::size_t k = 0; k < market.size(); ++k) {
        known = known && find_member(setting.members, market[k].member) < setting.members.size();
        check_member("market[" + std::to_string(k) + "].member", market[k].member, setting.members, faults);
        names.push_back(market[k].member);
        most = std::max(most, market[k].figures.size());
    }
    check_named_once("market", names, faults);
    for (std::size_t place = 0; place < most && known; ++place) {
        const std::vector<double> figures = at(setting.members, place);
        double sum = 0;
        for (std::size_t m = 0; m < figures.size(); ++m) sum += figures[m];
        if (sum > 0) continue;
        faults.add("market", "has a year in which nobody has a figure above 0", "give each year a figure above 0");
        return;
    }
}

}  // namespace riskpool
