// What hangs on each thing that insureds share, pool by pool: the report of accumulation.
#pragma once

#include <vector>

#include "sim/io/result_tables.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// A row for each source, asset and pool of which somebody relies on it by more than `threshold`; exact, since it
/// follows from the scenario alone.
[[nodiscard]] std::vector<AccumulationRow> accumulation(Scenario const& scenario, double threshold = 0);

}  // namespace riskpool
