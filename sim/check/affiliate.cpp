#include "sim/check/affiliate.hpp"

#include <fmt/format.h>

namespace riskpool {

namespace {

/// The most that any one facultative contract cedes to the reinsurer, as a part of the liability; below 0 if none does.
double worst_contract(RiskUnitLiability const& liability, std::string const& reinsurer) {
    double worst = -1;
    for (auto const& part : liability.ceded) {
        if (!part.facultative || part.reinsurer != reinsurer) continue;
        if (part.amount > worst * liability.liability) worst = part.amount / liability.liability;
    }
    return worst;
}

}  // namespace

std::vector<Finding> AffiliateLimit::findings(std::span<RiskUnitLiability const> liabilities,
                                              CheckSetting const& setting) const {
    std::vector<Finding> all;
    for (std::size_t m = 0; m < setting.members.size(); ++m) {
        for (auto const& pair : affiliates) {
            double worst = -1;
            for (auto const& each : liabilities) {
                Insured const& insured = setting.insureds[each.insured];
                if (each.member != m || insured.name != pair.insured || !(each.liability > 0)) continue;
                if (is_exempt(exempt_sectors, insured.sector)) continue;
                const double part = worst_contract(each, pair.reinsurer);
                if (part > worst) worst = part;
            }
            if (worst < 0) continue;
            all.push_back(finding_on(
                kind, setting.members[m].name, pair.insured + " to " + pair.reinsurer, worst, share,
                fmt::format(
                    "a facultative contract cedes {:.4g} % of \"{}\" to its affiliate \"{}\"; {:g} % is the most",
                    100 * worst, pair.insured, pair.reinsurer, 100 * share)));
        }
    }
    return all;
}

}  // namespace riskpool
