#include "sim/pool/by_section.hpp"

#include <Eigen/Core>

namespace riskpool {

namespace {

std::string at(std::size_t section) {
    return "sections[" + std::to_string(section) + ']';
}

/// Positions in the scenario's list of the insureds at these rows.
std::vector<std::size_t> insureds_at(std::vector<std::size_t> const& rows, ShareSetting const& setting) {
    std::vector<std::size_t> chosen;
    chosen.reserve(rows.size());
    for (const std::size_t row : rows) chosen.push_back(setting.covered[row]);
    return chosen;
}

}  // namespace

void BySection::check(FieldFaults& faults) const {
    if (sections.empty()) faults.add("sections", "is empty, so nobody takes a part", "write one section or more");
    for (std::size_t s = 0; s + 1 < sections.size(); ++s) {
        if (!sections[s].covers.matches_all()) continue;
        faults.add(at(s + 1), "is never reached, because the section before it covers all risks",
                   "put the section without `covers` last");
        return;
    }
}

std::vector<std::vector<std::size_t>> BySection::rows_by_section(ShareSetting const& setting) const {
    std::vector<std::vector<std::size_t>> rows(sections.size());
    for (std::size_t row = 0; row < setting.covered.size(); ++row) {
        Insured const& insured = setting.insureds[setting.covered[row]];
        for (std::size_t s = 0; s < sections.size(); ++s) {
            if (!sections[s].covers.matches(insured)) continue;
            rows[s].push_back(row);
            break;
        }
    }
    return rows;
}

ShareMatrix BySection::allocate(ShareSetting const& setting) const {
    ShareMatrix shares = no_shares(setting);
    const auto rows = rows_by_section(setting);
    for (std::size_t s = 0; s < sections.size(); ++s) {
        const auto chosen = insureds_at(rows[s], setting);
        const ShareSetting inner{setting.insureds, chosen, setting.members, setting.year};
        const ShareMatrix part = std::visit([&](auto const& rule) { return rule.allocate(inner); }, sections[s].shares);
        for (std::size_t k = 0; k < rows[s].size(); ++k) {
            shares.row(static_cast<Eigen::Index>(rows[s][k])) = part.row(static_cast<Eigen::Index>(k));
        }
    }
    return shares;
}

void BySection::check_setting(ShareSetting const& setting, FieldFaults& faults) const {
    const auto rows = rows_by_section(setting);
    for (std::size_t s = 0; s < sections.size(); ++s) {
        if (rows[s].empty()) {
            faults.add(at(s), "covers no insured of the pool that an earlier section leaves",
                       "drop it, or put it before the section that covers its insureds");
            continue;
        }
        const auto chosen = insureds_at(rows[s], setting);
        const ShareSetting inner{setting.insureds, chosen, setting.members, setting.year};
        std::visit(
            [&]<class Rule>(Rule const& rule) {
                FaultsWithin within(faults, at(s) + ".shares." + std::string(Rule::kind));
                rule.check_setting(inner, within);
            },
            sections[s].shares);
    }
}

}  // namespace riskpool
