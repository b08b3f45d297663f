// Uniforms that hang on normal variables.
#pragma once

#include <algorithm>

#include "sim/base/math/normal.hpp"

namespace riskpool {

/// Phi(z), kept within (0, 1) as draws by inversion want it.
[[nodiscard]] inline double uniform_of_normal(double z) noexcept {
    return std::clamp(math::normal_cdf(z), 0x1p-53, 1 - 0x1p-53);
}

}  // namespace riskpool
