// Whether a recovery is disputed.
#pragma once

#include <memory>

#include "sim/pool/default_model.hpp"

namespace riskpool {

/// Disputes that arise by chance alone: independent of events, of defaults and of each other.
[[nodiscard]] std::unique_ptr<DisputeSampler> independent_disputes();

}  // namespace riskpool
