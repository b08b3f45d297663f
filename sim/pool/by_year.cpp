#include "sim/pool/by_year.hpp"

#include <Eigen/Core>

namespace riskpool {

void ByYear::check(FieldFaults& faults) const {
    if (periods.empty() || periods.front().from_year != 1) {
        faults.add("periods", "say nothing of year 1", "let the first period begin in year 1");
    }
    for (std::size_t p = 1; p < periods.size(); ++p) {
        if (periods[p].from_year > periods[p - 1].from_year) continue;
        faults.add("periods[" + std::to_string(p) + "].from_year", "does not follow the period before it",
                   "write periods in order of time");
    }
}

ShareMatrix ByYear::allocate(ShareSetting const& setting) const {
    std::size_t p = periods.size();
    while (periods[p - 1].from_year > setting.year) --p;
    return std::visit([&](auto const& rule) { return rule.allocate(setting); }, periods[p - 1].shares);
}

void ByYear::check_setting(ShareSetting const& setting, FieldFaults& faults) const {
    for (std::size_t p = 0; p < periods.size(); ++p) {
        std::visit(
            [&]<class Rule>(Rule const& rule) {
                FaultsWithin within(faults, "periods[" + std::to_string(p) + "].shares." + std::string(Rule::kind));
                rule.check_setting(setting, within);
            },
            periods[p].shares);
    }
}

}  // namespace riskpool
