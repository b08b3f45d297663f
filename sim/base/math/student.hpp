// Student's t distribution, both tails to full relative accuracy, from exactly rounded operations only.
#pragma once

namespace riskpool::math {

/// The logarithm of the density at t with `degrees` > 0 degrees of freedom.
[[nodiscard]] double student_log_density(double degrees, double t) noexcept;

/// P(T <= t), with small relative error in the lower tail.
[[nodiscard]] double student_cdf(double degrees, double t) noexcept;

/// P(T > t) = student_cdf(degrees, -t), with small relative error in the upper tail.
[[nodiscard]] double student_survival(double degrees, double t) noexcept;

/// The t with P(T <= t) = p. p = 0 gives -inf, p = 1 gives inf, p outside [0, 1] or NaN gives NaN.
[[nodiscard]] double student_quantile(double degrees, double p) noexcept;

/// The t with P(T > t) = q, accurate for the smallest q.
[[nodiscard]] double student_quantile_upper(double degrees, double q) noexcept;

}  // namespace riskpool::math
