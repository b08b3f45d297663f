// A binomial number whose probability is known only when it is drawn.
#pragma once

#include <cstdint>

namespace riskpool {

/// The smallest k with P(K <= k) >= u for K binomial of n trials with probability p, by bisection on
/// P(K <= k) = I_{1-p}(n - k, k + 1) (Abramowitz and Stegun, 26.5.24). One uniform a draw, increasing in u and in p.
/// n up to 1e9.
[[nodiscard]] std::uint32_t binomial_quantile(std::uint32_t n, double p, double u) noexcept;

}  // namespace riskpool
