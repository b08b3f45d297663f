#include "models/sources/choice_of_insured.hpp"

#include <string>

#include "sim/base/diagnostic.hpp"

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

void check_selection(Filter const& covers, HitWeight weight, Insureds const& insureds, FieldFaults& faults) {
    std::vector<std::string_view> names;
    for (auto const& insured : insureds) names.push_back(insured.name);
    for (auto const& name : covers.insureds) {
        if (std::find(names.begin(), names.end(), name) != names.end()) continue;
        const auto near = nearest(name, names);
        faults.add("covers", '"' + name + "\" is no insured of the scenario",
                   near.empty() ? "name an insured" : "did you mean \"" + std::string(near) + "\"?");
        return;
    }
    const auto chosen = covers.select(insureds);
    if (chosen.empty()) return faults.add("covers", "matches no insured, so nothing can happen", "widen the filter");
    double sum = 0;
    for (const InsuredId id : chosen) sum += hit_weight(weight, insureds[id.index()]);
    if (!(sum > 0)) {
        faults.add("weight", "is 0 for every insured that the source covers",
                   "give the insureds that value, or choose another weight");
    }
}

}  // namespace riskpool
