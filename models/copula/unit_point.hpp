// Probabilities kept inside the open unit interval.
#pragma once

#include <algorithm>

namespace riskpool {

/// The uniforms that the generator gives lie in this interval; rounding of a copula may not leave it.
inline constexpr double lowest_uniform = 0x1p-53, highest_uniform = 1 - 0x1p-53;

inline double inside_unit_interval(double u) noexcept {
    return std::clamp(u, lowest_uniform, highest_uniform);
}

}  // namespace riskpool
