// The shares of a pool's risks by underwriting year, as its rule and the form of the pool give them.
#pragma once

#include <vector>

#include "sim/pool/membership.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Members' parts of what the pool is offered of each covered insured, by year. An assigned-risk facility takes every
/// risk whole; a reinsurance pool holds the part that is offered to it against members' capacities.
[[nodiscard]] std::vector<ShareMatrix> pool_shares_by_year(Pool const& pool, ShareSetting const& setting,
                                                           std::uint32_t years);

}  // namespace riskpool
