// How much of one loss the treaties of a tier may recover together.
#pragma once

#include "sim/loss/insured.hpp"
#include "sim/treaty/any_treaty.hpp"

namespace riskpool {

/// Upper bound of the part of a further unit of the insured's loss that the treaties of a tier, which all see the same
/// loss, recover together; over every part of the risk, from nothing to the whole, that the cedent may have taken.
[[nodiscard]] double worst_joint_cession(Tier const& tier, Insured const& insured);

}  // namespace riskpool
