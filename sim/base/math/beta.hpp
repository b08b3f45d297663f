// The regularised incomplete beta functions with their inverses, from exactly rounded operations only. Arguments
// outside the domain give NaN. Accurate and fast for a and b from 0.001 to 1e9; the smaller tail is accurate to 2e-14,
// but where one shape is far below 1, so that the other tail is nearly 1, to 1e-15 of 1.
#pragma once

namespace riskpool::math {

/// log B(a, b) = log Gamma(a) + log Gamma(b) - log Gamma(a + b) for a, b > 0, without cancellation for large a or b.
[[nodiscard]] double log_beta(double a, double b) noexcept;

/// I_x(a, b): the cdf at x in [0, 1] of the beta distribution with a, b > 0. Small relative error in the lower tail.
[[nodiscard]] double beta_i(double a, double b, double x) noexcept;

/// 1 - I_x(a, b) = I_{1-x}(b, a), with small relative error in the upper tail.
[[nodiscard]] double beta_i_complement(double a, double b, double x) noexcept;

/// The x with I_x(a, b) = p, 0 <= p <= 1.
[[nodiscard]] double beta_i_inverse(double a, double b, double p) noexcept;

/// The x with 1 - I_x(a, b) = q, 0 <= q <= 1, accurate for the smallest q. Where x is so near 1 that the double is
/// too coarse, 1 - x is beta_i_inverse(b, a, q).
[[nodiscard]] double beta_i_complement_inverse(double a, double b, double q) noexcept;

/// 1 - x for the x with I_x(a, b) = p, with small relative error also where x is near 1.
[[nodiscard]] double beta_i_inverse_complement(double a, double b, double p) noexcept;

}  // namespace riskpool::math
