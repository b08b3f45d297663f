// The table of a scenario's numbers that say where they come from.
#pragma once

#include <string>

#include "sim/scenario/load.hpp"

namespace riskpool {

/// Every number with a provenance and every belief, with counts by solidity code. Empty if there is none.
[[nodiscard]] std::string provenance_table(LoadedScenario const& loaded);

}  // namespace riskpool
