#include "models/sources/unit_counts.hpp"

#include "models/sources/choice_of_insured.hpp"
#include "models/sources/hit.hpp"

namespace riskpool {

namespace {

std::vector<InsuredId> select(UnitCount const& entry, Insureds const& insureds) {
    return entry.covers ? entry.covers->select(insureds) : Filter{"", "", "", {entry.insured}}.select(insureds);
}

}  // namespace

void UnitCount::check(FieldFaults& faults) const {
    if (insured.empty() != !covers) return;
    faults.add(covers ? "covers" : "", covers ? "is given together with insured" : "does not say whose units these are",
               "give `insured` or `covers`");
}

std::vector<std::uint32_t> units_by_insured(std::vector<UnitCount> const& units, Insureds const& insureds) {
    std::vector<std::uint32_t> counts(insureds.size(), 0);
    for (UnitCount const& entry : units) {
        for (const InsuredId id : select(entry, insureds)) counts[id.index()] = entry.count;
    }
    return counts;
}

bool check_units(std::string const& field, std::vector<UnitCount> const& units, Insureds const& insureds,
                 FieldFaults& faults) {
    bool well = true;
    std::vector<bool> seen(insureds.size(), false);
    for (std::size_t u = 0; u < units.size(); ++u) {
        const std::string at = field + '[' + std::to_string(u) + ']';
        const bool known = units[u].covers ? check_covers(*units[u].covers, insureds, faults, at + ".covers")
                                           : check_name(at + ".insured", units[u].insured, insureds, faults);
        well = well && known;
        if (!known) continue;
        for (const InsuredId id : select(units[u], insureds)) {
            if (seen[id.index()]) {
                faults.add(at, '"' + insureds[id.index()].name + "\" has its units counted twice",
                           "give one count for each");
                well = false;
            }
            seen[id.index()] = true;
        }
    }
    return well;
}

}  // namespace riskpool
