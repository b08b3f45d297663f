#include "models/sources/choice_of_insured.hpp"

#include "models/sources/hit.hpp"

namespace riskpool {

double hit_weight(HitWeight weight, Insured const& insured) {
    switch (weight) {
        case HitWeight::equal: return 1;
        case HitWeight::premium: return insured.premium;
        case HitWeight::property: return insured.property;
        case HitWeight::sum_insured: return insured.sum_insured();
    }
    return 1;
}

bool check_covers(Filter const& covers, Insureds const& insureds, FieldFaults& faults, std::string const& field) {
    bool all_known = true;
    for (std::size_t i = 0; i < covers.insureds.size(); ++i) {
        const bool known =
            check_name(field + ".insureds[" + std::to_string(i) + ']', covers.insureds[i], insureds, faults);
        all_known = all_known && known;
    }
    if (!all_known) return false;
    if (!covers.select(insureds).empty()) return true;
    faults.add(field, "matches no insured, so nothing can happen", "widen the filter");
    return false;
}

void check_selection(Filter const& covers, HitWeight weight, Insureds const& insureds, FieldFaults& faults) {
    if (!check_covers(covers, insureds, faults)) return;
    double sum = 0;
    for (const InsuredId id : covers.select(insureds)) sum += hit_weight(weight, insureds[id.index()]);
    if (sum > 0) return;
    faults.add("weight", "is 0 for every insured that the source covers",
               "give the insureds that value, or choose another weight");
}

void check_total_rate(std::string_view field, double events_per_year, double most, FieldFaults& faults) {
    if (events_per_year <= most) return;
    faults.add(field, "gives more events a year over all that the source covers than can be drawn",
               "rates are per year and unit");
}

}  // namespace riskpool
