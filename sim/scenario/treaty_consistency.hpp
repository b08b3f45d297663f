// Faults of programmes that no single treaty shows: unknown names, a cover of nobody, recoveries above the loss.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/placed_report.hpp"

namespace riskpool {

/// Checks the programme at `path`, bought for losses of the insureds `within`.
void check_programme(PlacedReport& report, std::string const& path, std::vector<Tier> const& programme,
                     Filter const& within);

/// Checks what reinsurers cede on.
void check_retrocession(PlacedReport& report);

}  // namespace riskpool
