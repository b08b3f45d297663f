#include "models/belief/weighed_beliefs.hpp"

#include <algorithm>

namespace riskpool {

void check_weighed_beliefs(std::string_view field, std::vector<Belief> const& beliefs,
                           std::vector<double> const& weights, FieldFaults& faults) {
    if (beliefs.size() < 2) {
        faults.add(field, "has fewer than two beliefs", "one belief alone is written without weights");
    } else if (std::any_of(beliefs.begin(), beliefs.end(), [](Belief const& each) { return each.bounds_only(); })) {
        faults.add(field, "has an interval, on which no probability lies",
                   "state it as uniform or pert, or make the whole an interval");
    } else if (std::none_of(weights.begin(), weights.end(), [](double weight) { return weight > 0; })) {
        faults.add(field, "has no weight above 0", "leave the weights out to count all alike");
    }
}

std::vector<LawPointer> laws_of(std::vector<Belief> const& beliefs) {
    std::vector<LawPointer> laws;
    for (auto const& belief : beliefs) laws.push_back(belief.law());
    return laws;
}

}  // namespace riskpool
