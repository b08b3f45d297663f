// The logarithm of either tail of the gamma distribution is a concave function of t = log x, so Newton's method on it
// converges from anywhere, from the inner side and without overshooting. Halley's correction makes it cubic.
#include <cmath>
#include <limits>

#include "sim/base/math/double_double.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/gamma.hpp"
#include "sim/base/math/gamma_parts.hpp"
#include "sim/base/math/normal.hpp"
#include "sim/base/math/tail_step.hpp"

namespace riskpool::math {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Which tail has the area that is asked for; the area is at most 1/2.
struct Target {
    bool is_lower;
    double area;
};

/// (Gamma(1 + a) P)^(1/a), which P(a, x) < x^a / Gamma(1 + a) approaches for small x.
double small_answer(double a, Target target) noexcept {
    const DoubleDouble log_p =
        target.is_lower ? log_in_double_double(target.area) : log1p_in_double_double(-target.area);
    const double log_gamma_part = a < 10 ? log_gamma_one_plus(a) : log_gamma(a) + log(a);
    return exp((log_p + DoubleDouble{log_gamma_part, 0}) / a);
}

/// A first guess of x. `small` is the answer for small x, a lower bound.
double guess(double a, Target target, double small) noexcept {
    const double z = target.is_lower ? normal_quantile(target.area) : normal_quantile_upper(target.area);
    if (a >= 1) {
        // E. B. Wilson and M. M. Hilferty, PNAS 17 (1931)
        const double root = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * std::sqrt(a));
        const double cube = a * root * root * root;
        if (target.is_lower) return root > 0.5 ? cube : small * exp(small < a ? small / (a + 1.0) : 0.5);
        if (root < 1.7) return cube > small ? cube : small;
    } else if (target.is_lower || small < 0.3) {
        return small * exp((small < 2 ? small : 2) / (a + 1.0));
    }
    // Q(a, x) is about x^(a-1) e^-x / Gamma(a) (1 + (a-1)/(x-a+1) ...)
    const double level = -log(target.area) - log_gamma(a);
    double x = level > a + 1.0 ? level : a + 1.0;
    for (int i = 0; i < 3; ++i) {
        const double gap = x + 1.0 - a;
        const double next = level + a * log(x) - log(gap > 1 ? gap : 1.0);
        x = next > a ? next : a;
    }
    return x > small ? x : small;
}

double inverse(double a, Target target) noexcept {
    const GammaShape shape(a);
    const double small = small_answer(a, target);
    if (small < 0x1p-55) return small;
    double x = guess(a, target, small);
    TailStep step(target.is_lower, target.area);
    while (!step.is_done()) {
        const GammaTails tails = gamma_tails(shape, x);
        x *= exp(step.next(target.is_lower ? tails.lower : tails.upper, tails.x_density, a - x));
    }
    return x;
}

}  // namespace

double gamma_p_inverse(double a, double p) noexcept {
    if (!(a > 0 && a < inf) || !(p >= 0 && p <= 1)) return nan;
    if (p == 0) return 0;
    if (p == 1) return inf;
    return inverse(a, p <= 0.5 ? Target{true, p} : Target{false, 1.0 - p});
}

double gamma_q_inverse(double a, double q) noexcept {
    if (!(a > 0 && a < inf) || !(q >= 0 && q <= 1)) return nan;
    if (q == 0) return inf;
    if (q == 1) return 0;
    return inverse(a, q <= 0.5 ? Target{false, q} : Target{true, 1.0 - q});
}

}  // namespace riskpool::math
