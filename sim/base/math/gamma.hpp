// The gamma function's logarithm and the regularised incomplete gamma functions with their inverses, from exactly
// rounded operations only. Arguments outside the domain give NaN. Relative errors are about 1e-15 and below
// 1e-14 for shapes from 0.001 to 1e9.
#pragma once

namespace riskpool::math {

/// log Gamma(x) for x > 0. log_gamma(0) = log_gamma(inf) = inf.
[[nodiscard]] double log_gamma(double x) noexcept;

/// P(a, x) = integral over 0 < t < x of t^(a-1) e^-t dt / Gamma(a): the cdf at x of the gamma distribution of
/// shape a > 0 and scale 1, x >= 0. Relative error is small in the lower tail.
[[nodiscard]] double gamma_p(double a, double x) noexcept;

/// Q(a, x) = 1 - P(a, x), with small relative error in the upper tail.
[[nodiscard]] double gamma_q(double a, double x) noexcept;

/// The x with P(a, x) = p, 0 <= p <= 1. Gives 0 where the answer is below the least positive double.
[[nodiscard]] double gamma_p_inverse(double a, double p) noexcept;

/// The x with Q(a, x) = q, 0 <= q <= 1, accurate for the smallest q.
[[nodiscard]] double gamma_q_inverse(double a, double q) noexcept;

}  // namespace riskpool::math
