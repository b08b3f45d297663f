// The register of share rules: a new rule is one file and one word here, and one in
// simple_share_rule.hpp if sections and periods may use it in their turn.
#pragma once

#include "sim/pool/by_market_share.hpp"
#include "sim/pool/by_section.hpp"
#include "sim/pool/by_year.hpp"
#include "sim/pool/line_slip.hpp"
#include "sim/pool/simple_share_rule.hpp"
#include "sim/pool/solo_or_pool.hpp"

namespace riskpool {

using ShareRuleKinds = ShareRuleRegister<ByTable, ByCapacity, ByCapital, ByPremium, Equal, BySection, ByYear, LineSlip,
                                         ByMarketShare, SoloOrPool>;

}  // namespace riskpool
