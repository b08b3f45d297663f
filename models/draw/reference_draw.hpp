// The reference path of chance: Boost.Random's own distributions on the Philox engine. Slow, independent of our
// tables, and there to be compared with them; no run draws from it, because Boost's distributions call the C library,
// whose last bit differs between machines.
#pragma once

#include "models/frequency/frequency.hpp"
#include "models/severity/severity.hpp"
#include "sim/base/random.hpp"

namespace riskpool {

/// One loss. Laws that Boost.Random does not have are drawn by their exact quantile from its uniform.
[[nodiscard]] double draw_by_boost(Severity const& law, PhiloxEngine& engine);

/// One count.
[[nodiscard]] std::uint32_t draw_by_boost(Frequency const& law, PhiloxEngine& engine);

}  // namespace riskpool
