#include "sim/treaty/surplus.hpp"

#include <algorithm>
#include <cstddef>

namespace riskpool {

double Surplus::line_of(Insured const& insured) const {
    for (auto const& [type, line] : retention_table) {
        if (type == insured.type) return line;
    }
    return retained_line;
}

std::vector<double> Surplus::ceded_share(TreatySetting const& setting) const {
    std::vector<double> shares(setting.insureds.size(), 0.0);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double line = line_of(setting.insureds[i]);
        const double size = risk_size(setting, i, basis);
        const double below = line * (1 + lines_below);
        if (size > below) shares[i] = std::min(size - below, number_of_lines * line) / size;
    }
    return shares;
}

void Surplus::check(FieldFaults& faults) const {
    check_proportional(*this, faults);
    refuse_beside_moving_rates(*this, true, "retained_line", faults);
    for (std::size_t k = 1; k < retention_table.size(); ++k) {
        const auto before = retention_table.begin() + static_cast<std::ptrdiff_t>(k);
        if (std::none_of(retention_table.begin(), before,
                         [&](TypeLine const& each) { return each.type == retention_table[k].type; })) {
            continue;
        }
        faults.add("retention_table", "names the type \"" + retention_table[k].type + "\" twice",
                   "give one line for each type");
    }
}

}  // namespace riskpool
