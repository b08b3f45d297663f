// One trial rebuilt alone and told event by event: the audit trail of a tail year.
#pragma once

#include <cstdint>
#include <string>

#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Every event of every year of one trial with its insured losses, then every column and every transfer of each year.
[[nodiscard]] std::string explain_trial(Scenario const& scenario, std::uint64_t seed, std::uint64_t trial);

}  // namespace riskpool
