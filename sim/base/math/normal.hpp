// The standard normal distribution, both tails to full relative accuracy, from exactly rounded operations only.
#pragma once

namespace riskpool::math {

/// exp(-x^2/2) / sqrt(2 pi); small relative error in the far tails too.
[[nodiscard]] double normal_density(double x) noexcept;

/// P(Z <= x), with small relative error in the lower tail down to the least subnormal number.
[[nodiscard]] double normal_cdf(double x) noexcept;

/// P(Z > x) = normal_cdf(-x), with small relative error in the upper tail.
[[nodiscard]] double normal_survival(double x) noexcept;

/// Mills' ratio P(Z > x) / density(x), which neither under- nor overflows for x > -37.
[[nodiscard]] double normal_mills_ratio(double x) noexcept;

/// The x with P(Z <= x) = p. p = 0 gives -inf, p = 1 gives inf, p outside [0, 1] or NaN gives NaN.
[[nodiscard]] double normal_quantile(double p) noexcept;

/// The x with P(Z > x) = q, accurate for the smallest q. q = 0 gives inf, q = 1 gives -inf.
[[nodiscard]] double normal_quantile_upper(double q) noexcept;

}  // namespace riskpool::math
