// Faults that compare a scenario's beliefs with the numbers that use them.
#pragma once

#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/reader.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Each belief is used, and correlations are between beliefs that there are, each pair once. A matrix of correlations
/// that is none is a warning: the run uses the one of `repaired_correlation`.
void check_beliefs(Scenario const& scenario, Node const& root, std::vector<UncertainNumber> const& uncertain,
                   std::vector<Diagnostic>& diagnostics);

}  // namespace riskpool
