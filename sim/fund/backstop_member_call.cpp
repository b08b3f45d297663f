#include "sim/fund/backstop_member_call.hpp"

#include <algorithm>

namespace riskpool {

double MemberCall::weight(BackstopYear const& year, std::size_t member) const noexcept {
    if (key == CallKey::by_share) return year.member_share[member];
    return year.member_share[member] > 0 ? 1 : 0;  // who has no share is no member of this pool in this year
}

double MemberCall::cap_of(BackstopYear const& year, std::size_t member) const noexcept {
    if (!(cap_of_capital < infinity)) return cap;  // an infinite part of no capital would be no number
    return std::min(cap, cap_of_capital * year.member_capital[member]);
}

BackstopFlows MemberCall::settle(BackstopState&, BackstopYear const& year) const noexcept {
    BackstopFlows flows;
    double weights = 0;
    for (std::size_t m = 0; m < year.member_share.size(); ++m) weights += weight(year, m);
    double sum = 0;
    for (std::size_t m = 0; m < year.member_share.size(); ++m) {
        const double w = weight(year, m);
        if (!(w > 0)) continue;
        sum += solidarity ? cap_of(year, m) : std::min(year.unfunded * (w / weights), cap_of(year, m));
    }
    flows.called = std::min(sum, year.unfunded);
    return flows;
}

double MemberCall::split(BackstopYear const& year, std::span<double> by_member) const noexcept {
    const std::size_t n = year.member_share.size();
    // Below 0: not settled yet. Each round either settles all, or at least one at its cap.
    for (std::size_t m = 0; m < n; ++m) by_member[m] = weight(year, m) > 0 ? -1 : 0;
    double left = year.unfunded;
    for (bool settled = false; !settled;) {
        settled = true;
        double weights = 0;
        for (std::size_t m = 0; m < n; ++m) weights += by_member[m] < 0 ? weight(year, m) : 0;
        const double round = left;
        for (std::size_t m = 0; m < n && solidarity; ++m) {
            if (!(by_member[m] < 0) || round * (weight(year, m) / weights) < cap_of(year, m)) continue;
            by_member[m] = cap_of(year, m);
            left = std::max(left - by_member[m], 0.0);
            settled = false;
        }
        if (!settled) continue;
        for (std::size_t m = 0; m < n; ++m) {
            if (by_member[m] < 0) by_member[m] = std::min(round * (weight(year, m) / weights), cap_of(year, m));
        }
    }
    double sum = 0;
    for (std::size_t m = 0; m < n; ++m) sum += by_member[m];
    return sum;
}

}  // namespace riskpool
