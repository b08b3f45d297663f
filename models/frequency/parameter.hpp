// Refuses parameters that no scenario file lets through but that a program may pass.
#pragma once

#include <string_view>

#include "sim/base/describe.hpp"

namespace riskpool {

/// Throws std::invalid_argument naming kind, parameter, value and bound unless the bound holds.
void check_parameter(std::string_view kind, std::string_view parameter, double value, Bound const& bound);

/// The same for a mean number of events: from 0 to max_mean_count.
void check_mean_count(std::string_view kind, double mean);

}  // namespace riskpool
