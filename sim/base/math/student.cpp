// With x = n / (n + t^2) the tail beyond |t| is I_x(n/2, 1/2) / 2 (Abramowitz and Stegun 26.7.1), and 1 - x = t^2 / (n
// + t^2). Whichever of the two is small is computed, so that neither the far tails nor many degrees of freedom cost
// digits.
#include "sim/base/math/student.hpp"

#include <cmath>
#include <limits>

#include "sim/base/math/beta.hpp"
#include "sim/base/math/elementary.hpp"

namespace riskpool::math {

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// P(T > t) for t >= 0.
double tail(double degrees, double t) noexcept {
    if (t == inf) return 0;
    const double ratio = t / std::sqrt(degrees);
    if (ratio < 1) {
        const double square = ratio * ratio;
        return 0.5 * beta_i_complement(0.5, 0.5 * degrees, square / (1.0 + square));
    }
    const double inverse = 1.0 / ratio;
    const double square = inverse * inverse;
    return 0.5 * beta_i(0.5 * degrees, 0.5, square / (1.0 + square));
}

/// The t >= 0 with P(T > t) = q <= 1/2.
double tail_quantile(double degrees, double q) noexcept {
    if (q == 0) return inf;
    const double x = beta_i_inverse(0.5 * degrees, 0.5, 2.0 * q);
    if (x < 0.5) return std::sqrt(degrees) * std::sqrt((1.0 - x) / x);
    const double y = beta_i_inverse_complement(0.5 * degrees, 0.5, 2.0 * q);
    return std::sqrt(degrees) * std::sqrt(y / (1.0 - y));
}

}  // namespace

double student_log_density(double degrees, double t) noexcept {
    return -log_beta(0.5 * degrees, 0.5) - 0.5 * log(degrees) - 0.5 * (degrees + 1.0) * log1p(t * t / degrees);
}

double student_survival(double degrees, double t) noexcept {
    if (t != t) return nan;
    return t >= 0 ? tail(degrees, t) : 1.0 - tail(degrees, -t);
}

double student_cdf(double degrees, double t) noexcept {
    return student_survival(degrees, -t);
}

double student_quantile_upper(double degrees, double q) noexcept {
    if (!(q >= 0 && q <= 1)) return nan;
    return q <= 0.5 ? tail_quantile(degrees, q) : -tail_quantile(degrees, 1.0 - q);
}

double student_quantile(double degrees, double p) noexcept {
    return -student_quantile_upper(degrees, p);
}

}  // namespace riskpool::math
