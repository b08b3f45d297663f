// Faults that no single field shows: unknown names, a treaty that covers nobody, shares above the whole.
#pragma once

#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Checks a scenario whose fields are all valid; faults are placed in `root`, the tree that it was read from.
void check_consistency(Scenario const& scenario, Node const& root, std::vector<Diagnostic>& diagnostics);

}  // namespace riskpool
