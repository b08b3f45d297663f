// Methods: the power series in x below the mean, Legendre's continued fraction above it, and for large a near the
// mean Temme's uniform expansion (DLMF 8.11.4, 8.9.2, 8.12; DiDonato and Morris, "Computation of the incomplete
// gamma function ratios", ACM TOMS 12 (1986)). The exponent of x^a e^-x is kept in double-double.
#include "sim/base/math/gamma.hpp"

#include <cmath>
#include <cstddef>
#include <limits>

#include "sim/base/math/double_double.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/gamma_parts.hpp"
#include "sim/base/math/gamma_tables.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool::math {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double half_ulp = 0x1p-53;

/// x - a - a log(x/a), never negative: what the exponent is below its greatest value.
DoubleDouble depth(double a, double x) noexcept {
    const DoubleDouble above = two_sum(x, -a);
    const bool near = above.high < 0.5 * a && above.high > -0.5 * a;
    const DoubleDouble log_ratio =
        near ? log1p_in_double_double(above / a) : log_in_double_double(x) - log_in_double_double(a);
    return above - a * log_ratio;
}

/// x^a e^-x / Gamma(1 + a)
double leading_factor(GammaShape const& shape, double x) noexcept {
    const DoubleDouble exponent =
        shape.a >= 10 ? -depth(shape.a, x) : shape.a * log_in_double_double(x) - DoubleDouble{x, 0};
    return exp(exponent - DoubleDouble{shape.log_part, 0}) / shape.divisor;
}

/// P(a, x) / leading factor = 1 + x/(a+1) + x^2/((a+1)(a+2)) + ...
double power_series(double a, double x) noexcept {
    double term = 1;
    double sum = 1;
    for (double n = 1; n < 10000 && term > half_ulp * sum; n += 1) {
        term *= x / (a + n);
        sum += term;
    }
    return sum;
}

/// Q(a, x) Gamma(a) e^x / x^a by Lentz's method (Thompson and Barnett, J. Comput. Phys. 64 (1986)).
double continued_fraction(double a, double x) noexcept {
    double b = x + 1.0 - a;
    double c = inf;
    double d = 1.0 / b;
    double value = d;
    for (double n = 1; n < 10000; n += 1) {
        const double numerator = n * (a - n);
        b += 2;
        d = 1.0 / (b + numerator * d);
        c = b + numerator / c;
        const double change = c * d;
        value *= change;
        if (change - 1.0 <= half_ulp && 1.0 - change <= half_ulp) break;
    }
    return value;
}

/// Q(a, x) for a < 1 and small x, where 1 - P would cancel when a is small:
/// 1 - x^a / Gamma(1 + a) (1 + a sum over n >= 1 of (-x)^n / (n! (a + n))).
double small_shape_upper(double a, double x) noexcept {
    const double growth = expm1(a * log(x) - log_gamma_one_plus(a));
    double power = 1;
    double sum = 0;
    double term = 1;
    for (double n = 1; n < 100 && (term > half_ulp || term < -half_ulp); n += 1) {
        power *= -x / n;
        term = power / (a + n);
        sum += term;
    }
    return -(growth + a * sum * (1.0 + growth));
}

/// sum over k of c_k(eta) a^-k, from the last k to the first.
double temme_series(double a, double eta) noexcept {
    double sum = 0;
    std::size_t row_end = temme_coefficients.size();
    for (std::size_t k = temme_lengths.size(); k-- > 0;) {
        const std::size_t row_begin = row_end - static_cast<std::size_t>(temme_lengths[k]);
        double row = temme_coefficients[row_end - 1];
        for (std::size_t n = row_end - 1; n-- > row_begin;) row = row * eta + temme_coefficients[n];
        sum = sum / a + row;
        row_end = row_begin;
    }
    return sum;
}

/// For a >= 30 and x/a in [0.6, 1.6].
GammaTails temme(GammaShape const& shape, double x) noexcept {
    const double a = shape.a;
    const DoubleDouble below_top = depth(a, x);
    const double top_part = exp(-below_top);  // divided by the large divisor last, lest it be subnormal too early
    const double z = below_top.high > 0 ? std::sqrt(2.0 * below_top.high) : 0.0;
    const double root = std::sqrt(a);
    const double x_density = a / shape.divisor * exp(-shape.log_part) * top_part;
    const double normal_part = root * normal_mills_ratio(z);
    if (x > a) {
        const double upper = top_part * (normal_part + temme_series(a, z / root)) / shape.divisor;
        return {1.0 - upper, upper, x_density};
    }
    const double lower = top_part * (normal_part - temme_series(a, -z / root)) / shape.divisor;
    return {lower, 1.0 - lower, x_density};
}

}  // namespace

GammaTails gamma_tails(GammaShape const& shape, double x) noexcept {
    const double a = shape.a;
    if (a >= 30 && x > 0.6 * a && x < 1.6 * a) return temme(shape, x);
    const double factor = leading_factor(shape, x);
    if (a < 1 && x < 1.1) {
        return {factor * power_series(a, x), small_shape_upper(a, x), a * factor};
    }
    if (x < a + 1) {
        const double lower = factor == 0 ? 0 : factor * power_series(a, x);
        return {lower, 1.0 - lower, a * factor};
    }
    const double upper = factor == 0 ? 0 : a * factor * continued_fraction(a, x);
    return {1.0 - upper, upper, a * factor};
}

double gamma_p(double a, double x) noexcept {
    if (!(a > 0 && a < inf) || !(x >= 0)) return nan;
    if (x == 0) return 0;
    if (x == inf) return 1;
    return gamma_tails(GammaShape(a), x).lower;
}

double gamma_q(double a, double x) noexcept {
    if (!(a > 0 && a < inf) || !(x >= 0)) return nan;
    if (x == 0) return 1;
    if (x == inf) return 0;
    return gamma_tails(GammaShape(a), x).upper;
}

}  // namespace riskpool::math
