// The logarithm of either tail of the beta distribution is a concave function of t = logit x, hence TailStep. The
// point is kept as x and 1 - x, so that an answer near 1 is as accurate as one near 0.
#include <cmath>
#include <limits>

#include "sim/base/math/beta.hpp"
#include "sim/base/math/beta_parts.hpp"
#include "sim/base/math/double_double.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/normal.hpp"
#include "sim/base/math/tail_step.hpp"

namespace riskpool::math {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// (p a B(a, b))^(1/a), which x approaches where I_x(a, b) = p and x is small.
double small_answer(double a, DoubleDouble log_p, double log_beta_value) noexcept {
    return exp((log_p + two_sum(log(a), log_beta_value)) / a);
}

UnitPoint point_of_odds(double odds) noexcept {
    return {odds / (1.0 + odds), 1.0 / (1.0 + odds)};
}

/// A first guess. `small_x` and `small_y` are the answers for small x and for small y; the next term of the series in
/// x is a (b-1) x / (a+1).
UnitPoint guess(double a, double b, double p, double small_x, double small_y) noexcept {
    constexpr double least = 0x1p-1000;
    if (small_x < 0.5 && small_x * (b + 1.0) * a < 0.5 * (a + 1.0)) return {small_x, 1.0 - small_x};
    if (small_y < 0.5 && small_y * (a + 1.0) * b < 0.5 * (b + 1.0)) return {1.0 - small_y, small_y};
    if (a > 1 && b > 1) {
        // Abramowitz and Stegun 26.5.22
        const double z = normal_quantile_upper(p);
        const double u = 1.0 / (2.0 * a - 1.0);
        const double v = 1.0 / (2.0 * b - 1.0);
        const double h = 2.0 / (u + v);
        const double g = (z * z - 3.0) / 6.0;
        const double w = z * std::sqrt(h + g) / h - (v - u) * (g + 5.0 / 6.0 - 2.0 / (3.0 * h));
        const UnitPoint point = point_of_odds(a / b * exp(-2.0 * (w < 300 ? (w > -300 ? w : -300) : 300)));
        if (small_x < 1 && point.x < small_x) return {small_x, 1.0 - small_x};  // a lower bound where b > 1
        return point;
    }
    // x^(a-1) near 0 and y^(b-1) near 1, weighed as in Press et al., Numerical Recipes, 3rd ed., 6.14.
    const double from_zero = pow(a / (a + b), a) / a;
    const double from_one = pow(b / (a + b), b) / b;
    const double total = from_zero + from_one;
    if (p * total < from_zero) {
        const double x = pow(a * total * p, 1.0 / a);
        return x > least ? UnitPoint{x, 1.0 - x} : UnitPoint{least, 1.0};
    }
    const double y = pow(b * total * (1.0 - p), 1.0 / b);
    return y > least ? UnitPoint{1.0 - y, y} : UnitPoint{1.0, least};
}

/// The point where I_x(a, b) = p for 0 < p <= 1/2.
UnitPoint inverse(double a, double b, double p) noexcept {
    const double log_beta_value = log_beta(a, b);
    const double small_x = small_answer(a, log_in_double_double(p), log_beta_value);
    if (small_x * (1.0 + b) < 0x1p-56) return {small_x, 1.0};
    const double small_y = small_answer(b, log1p_in_double_double(-p), log_beta_value);
    if (small_y * (1.0 + a) < 0x1p-56) return {1.0, small_y};
    UnitPoint point = guess(a, b, p, small_x, small_y);
    TailStep step(true, p);
    while (!step.is_done()) {
        const BetaTails tails = beta_tails(a, b, point);
        const double growth = expm1(step.next(tails.lower, tails.logit_density, tails.slope));
        const double divisor = 1.0 + point.x * growth;
        point = {point.x * (1.0 + growth) / divisor, point.y / divisor};
    }
    return point.x <= point.y ? UnitPoint{point.x, 1.0 - point.x} : UnitPoint{1.0 - point.y, point.y};
}

/// The point where I_x(a, b) = p, or 1 - I_x(a, b) = p.
UnitPoint inverse_of_either(double a, double b, double p, bool is_lower) noexcept {
    if (!(a > 0 && a < inf) || !(b > 0 && b < inf) || !(p >= 0 && p <= 1)) return {nan, nan};
    if (p > 0.5) return inverse_of_either(a, b, 1.0 - p, !is_lower);
    if (p == 0) return is_lower ? UnitPoint{0, 1} : UnitPoint{1, 0};
    if (is_lower) return inverse(a, b, p);
    const UnitPoint swapped = inverse(b, a, p);
    return {swapped.y, swapped.x};
}

}  // namespace

double beta_i_inverse(double a, double b, double p) noexcept {
    return inverse_of_either(a, b, p, true).x;
}

double beta_i_inverse_complement(double a, double b, double p) noexcept {
    return inverse_of_either(a, b, p, true).y;
}

double beta_i_complement_inverse(double a, double b, double q) noexcept {
    return inverse_of_either(a, b, q, false).x;
}

}  // namespace riskpool::math
