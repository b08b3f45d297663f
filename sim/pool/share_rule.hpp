// The register of share rules.
#pragma once

#include "sim/pool/by_capacity.hpp"
#include "sim/pool/by_table.hpp"

namespace riskpool {

using ShareRuleKinds = Kinds<ByTable, ByCapacity>;

}  // namespace riskpool
