// What pools and ensembles check alike in the beliefs that they are made of.
#pragma once

#include <string_view>
#include <vector>

#include "sim/scenario/belief.hpp"

namespace riskpool {

/// Faults at `field`: fewer than two beliefs, an interval among them, no weight at all.
void check_weighed_beliefs(std::string_view field, std::vector<Belief> const& beliefs,
                           std::vector<double> const& weights, FieldFaults& faults);

[[nodiscard]] std::vector<LawPointer> laws_of(std::vector<Belief> const& beliefs);

}  // namespace riskpool
