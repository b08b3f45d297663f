// The parts of risks that members' capacities leave with the insured.
#pragma once

#include <vector>

#include "sim/metric/metric_row.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// One figure `unplaced` for each risk of a pool whose share rule has caps, if these leave a part of it: the part that
/// stays with the insured (with the originator, in a reinsurance pool), of what the pool is offered; of year 1. Exact.
[[nodiscard]] std::vector<MetricRow> unplaced_risks(Scenario const& scenario);

}  // namespace riskpool
