#include "sim/pool/solo_or_pool.hpp"

#include <fmt/format.h>

#include <Eigen/Core>

#include <algorithm>

namespace riskpool {

SoloRisk const* SoloOrPool::find(std::string const& insured) const {
    const auto found =
        std::find_if(solo.begin(), solo.end(), [&](SoloRisk const& each) { return each.insured == insured; });
    return found == solo.end() ? nullptr : &*found;
}

ShareMatrix SoloOrPool::allocate(ShareSetting const& setting) const {
    ShareMatrix result = no_shares(setting);
    std::vector<std::size_t> shared, rows;
    for (std::size_t row = 0; row < setting.covered.size(); ++row) {
        SoloRisk const* alone = find(setting.insureds[setting.covered[row]].name);
        if (alone == nullptr) {
            shared.push_back(setting.covered[row]);
            rows.push_back(row);
            continue;
        }
        const std::size_t m = find_member(setting.members, alone->member);
        if (m < setting.members.size()) result(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(m)) = 1;
    }
    const ShareSetting inner{setting.insureds, shared, setting.members, setting.year};
    const ShareMatrix part = std::visit([&](auto const& rule) { return rule.allocate(inner); }, shares);
    for (std::size_t k = 0; k < rows.size(); ++k) {
        result.row(static_cast<Eigen::Index>(rows[k])) = part.row(static_cast<Eigen::Index>(k));
    }
    return result;
}

void SoloOrPool::check_setting(ShareSetting const& setting, FieldFaults& faults) const {
    std::vector<std::size_t> shared;
    for (const std::size_t i : setting.covered) {
        if (find(setting.insureds[i].name) == nullptr) shared.push_back(i);
    }
    for (std::size_t k = 0; k < solo.size(); ++k) {
        const std::string at = fmt::format("solo[{}]", k);
        const bool known = std::any_of(setting.covered.begin(), setting.covered.end(),
                                       [&](std::size_t i) { return setting.insureds[i].name == solo[k].insured; });
        if (!known) faults.add(at + ".insured", '"' + solo[k].insured + "\" is no insured of the pool", "name one");
        if (find(solo[k].insured) != &solo[k]) {
            faults.add(at + ".insured", '"' + solo[k].insured + "\" has a writer already", "name each insured once");
        }
        check_member(at + ".member", solo[k].member, setting.members, faults);
        const std::size_t m = find_member(setting.members, solo[k].member);
        if (m == setting.members.size()) continue;
        Member const& writer = setting.members[m];
        if (writer.capital < capital) {
            faults.add(at + ".member",
                       fmt::format("\"{}\" may not write alone: capital {:.12g}, below {:.12g}", writer.name,
                                   writer.capital, capital),
                       "let the pool share the risk");
        }
        if (writer.solvency_ratio < solvency_ratio) {
            faults.add(at + ".member",
                       fmt::format("\"{}\" may not write alone: solvency ratio {:g} %, below {:g} %", writer.name,
                                   100 * writer.solvency_ratio, 100 * solvency_ratio),
                       "let the pool share the risk");
        }
    }
    const ShareSetting inner{setting.insureds, shared, setting.members, setting.year};
    std::visit(
        [&]<class Rule>(Rule const& rule) {
            FaultsWithin within(faults, "shares." + std::string(Rule::kind));
            rule.check_setting(inner, within);
        },
        shares);
}

}  // namespace riskpool
