#include "sim/check/one_reinsurer.hpp"

#include <fmt/format.h>

namespace riskpool {

namespace {

/// What one reinsurer takes of a liability, all contracts together.
double taken_by(std::string const& reinsurer, RiskUnitLiability const& liability, CountedCessions counted) {
    double sum = 0;
    for (auto const& part : liability.ceded) {
        if (part.reinsurer != reinsurer) continue;
        if (counted == CountedCessions::proportional && !part.proportional) continue;
        sum += part.amount;
    }
    return sum;
}

struct Worst {
    double part = -1;
    std::string insured, reinsurer;
};

}  // namespace

std::vector<Finding> OneReinsurerLimit::findings(std::span<RiskUnitLiability const> liabilities,
                                                 CheckSetting const& setting) const {
    std::vector<Worst> worst(setting.members.size());
    for (auto const& each : liabilities) {
        Insured const& insured = setting.insureds[each.insured];
        if (!(each.liability > 0) || is_exempt(exempt_sectors, insured.sector)) continue;
        for (auto const& part : each.ceded) {
            const double ceded = taken_by(part.reinsurer, each, counted) / each.liability;
            if (ceded > worst[each.member].part) worst[each.member] = {ceded, insured.name, part.reinsurer};
        }
    }
    std::vector<Finding> all;
    for (std::size_t m = 0; m < worst.size(); ++m) {
        if (worst[m].part < 0) continue;
        all.push_back(finding_on(
            kind, setting.members[m].name, worst[m].insured + " to " + worst[m].reinsurer, worst[m].part, share,
            fmt::format("cedes {:.4g} % of \"{}\" to \"{}\"; at most {:g} % may go to one reinsurer",
                        100 * worst[m].part, worst[m].insured, worst[m].reinsurer, 100 * share)));
    }
    return all;
}

}  // namespace riskpool
