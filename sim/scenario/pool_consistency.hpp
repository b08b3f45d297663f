// What the parts of a pool ask of each other, and of the rest of the scenario.
#pragma once

#include <string>

#include "sim/scenario/placed_report.hpp"

namespace riskpool {

/// Terms of the pool at `path` that nothing reads, or that contradict its share rule, its members or its reinsurance.
void check_pool_terms(PlacedReport& report, std::string const& path, Pool const& pool);

/// Years of stress that nobody can have, and a loss of stress that nobody reads.
void check_stress(PlacedReport& report);

/// Names that would name the same column of the table of trials.
void check_column_names(PlacedReport& report);

}  // namespace riskpool
