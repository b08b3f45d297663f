#include "sim/check/solvency.hpp"

namespace riskpool {

void RequiredCapital::check(FieldFaults& faults) const {
    if (amount > 0 && c_ross) faults.add("c_ross", "stands beside an amount", "give one of the two");
    if (!(amount > 0) && !c_ross) faults.add("amount", "is not given", "give it above 0, or c_ross");
}

std::optional<double> SolvencyMinimum::required_capital(Member const& member) const {
    for (auto const& each : required) {
        if (each.member != member.name) continue;
        return each.c_ross ? each.c_ross->minimum_capital(*table) : each.amount;
    }
    if (member.solvency_ratio > 0) return member.capital_and_reserves() / member.solvency_ratio;
    return std::nullopt;
}

void SolvencyMinimum::check(FieldFaults& faults) const {
    bool read = false;
    for (std::size_t k = 0; k < required.size(); ++k) {
        for (std::size_t before = 0; before < k; ++before) {
            if (required[before].member != required[k].member) continue;
            faults.add("required", "names \"" + required[k].member + "\" twice", "name each member once");
            return;
        }
        if (!required[k].c_ross) continue;
        read = true;
        if (table) {
            required[k].c_ross->check_table(*table, "required", faults);
        }
    }
    if (read && !table) faults.add("table", "is missing, and c_ross needs its factors", "give the table of the rule");
    if (!read && table) faults.add("table", "is not used by any c_ross", "leave it out");
}

}  // namespace riskpool
