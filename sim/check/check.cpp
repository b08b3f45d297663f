#include "sim/check/check.hpp"

#include <algorithm>
#include <string>
#include <variant>

namespace riskpool {

namespace {

std::string_view kind_of(CheckKinds const& check) {
    return std::visit([](auto const& kind) { return kind.kind; }, check);
}

}  // namespace

std::vector<CheckKinds> china_checks() {
    return {RetainedPremiumLimit{}, RiskUnitLimit{},     OneReinsurerLimit{},
            AffiliateLimit{},       LeadReinsurerRule{}, SolvencyMinimum{}};
}

std::vector<CheckKinds> Checks::all() const {
    std::vector<CheckKinds> checks;
    if (preset == CheckPreset::china) checks = china_checks();
    for (auto const& own : list) {
        const auto same = std::find_if(checks.begin(), checks.end(),
                                       [&](CheckKinds const& check) { return check.index() == own.index(); });
        if (same == checks.end()) {
            checks.push_back(own);
        } else {
            *same = own;
        }
    }
    return checks;
}

void Checks::check(FieldFaults& faults) const {
    for (std::size_t k = 0; k < list.size(); ++k) {
        for (std::size_t before = 0; before < k; ++before) {
            if (list[before].index() != list[k].index()) continue;
            faults.add("list", "has \"" + std::string(kind_of(list[k])) + "\" twice", "check each limit once");
            return;
        }
    }
    if (preset == CheckPreset::none && list.empty()) {
        faults.add("", "checks nothing", "name a preset, such as china, or list checks");
    }
}

}  // namespace riskpool
