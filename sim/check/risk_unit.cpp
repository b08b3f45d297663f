#include "sim/check/risk_unit.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace riskpool {

double liability_of(Insured const& insured, LiabilityBasis basis) {
    const double amount = basis == LiabilityBasis::pml ? insured.probable_maximum_loss() : insured.sum_insured();
    return std::min(amount, insured.limit);
}

std::vector<double> RiskUnitLimit::greatest(std::span<RiskUnitLiability const> liabilities, std::size_t members,
                                            std::uint32_t years) const {
    std::vector<double> most(members * years, 0.0);
    for (auto const& each : liabilities) {
        for (std::uint32_t year = each.first_year; year <= each.last_year; ++year) {
            double& of_year = most[each.member * years + year];
            of_year = std::max(of_year, measure(each));
        }
    }
    return most;
}

std::vector<Finding> RiskUnitLimit::findings(std::span<RiskUnitLiability const> liabilities,
                                             CheckSetting const& setting) const {
    std::vector<RiskUnitLiability const*> worst(setting.members.size(), nullptr);
    for (auto const& each : liabilities) {
        if (each.first_year > 0 || !(each.liability > 0)) continue;
        RiskUnitLiability const*& of_member = worst[each.member];
        if (of_member == nullptr || measure(each) > measure(*of_member)) of_member = &each;
    }
    std::vector<Finding> all;
    for (std::size_t m = 0; m < worst.size(); ++m) {
        if (worst[m] == nullptr) continue;
        const double allowed = part * setting.members[m].capital_and_reserves();
        std::string const& insured = setting.insureds[worst[m]->insured].name;
        all.push_back(finding_on(kind, setting.members[m].name, insured, measure(*worst[m]), allowed,
                                 fmt::format("keeps {:.6g} of \"{}\"; {:.6g} is {:g} % of its capital and reserves",
                                             measure(*worst[m]), insured, allowed, 100 * part)));
    }
    return all;
}

}  // namespace riskpool
