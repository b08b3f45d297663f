// The sine that samplers need: exactly rounded operations, the same bits everywhere.
#pragma once

namespace riskpool::math {

/// sin(pi x) for 0 <= x <= 1, with small relative error also next to 0. Next to 1, give 1 - x where that is exact.
[[nodiscard]] double sin_pi(double x) noexcept;

}  // namespace riskpool::math
