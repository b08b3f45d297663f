// The register of share rules. by_year.hpp and line_slip.hpp are no words of it: they ask for shares by underwriting
// year and for losses by layer.
#pragma once

#include "sim/pool/by_section.hpp"
#include "sim/pool/simple_share_rule.hpp"

namespace riskpool {

using ShareRuleKinds = ShareRuleRegister<ByTable, ByCapacity, ByCapital, ByPremium, Equal, BySection>;

}  // namespace riskpool
