// The incomplete beta function by the continued fraction of DiDonato and Morris ("Significant digit computation of
// the incomplete beta function ratios", ACM TOMS 18 (1992)); the leading factor x^a (1-x)^b / B(a, b) by C. Loader's
// saddle-point form ("Fast and accurate computation of binomial probabilities", 2000), exponent in double-double.
#include "sim/base/math/beta.hpp"

#include <cmath>
#include <limits>

#include "sim/base/math/beta_parts.hpp"
#include "sim/base/math/double_double.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/gamma.hpp"
#include "sim/base/math/gamma_parts.hpp"

namespace riskpool::math {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double two_pi = 0x1.921fb54442d18p+2;
constexpr double half_log_two_pi = 0x1.d67f1c864beb5p-1;
constexpr double half_ulp = 0x1p-53;

/// log Gamma(b) - log Gamma(a + b) for b >= 10, with Stirling's leading terms combined so that they do not cancel:
/// -(b - 1/2) log(1 + a/b) - a log(a + b) + a + corrections.
DoubleDouble log_gamma_ratio(double a, double b) noexcept {
    const DoubleDouble sum = two_sum(a, b);
    const DoubleDouble log_growth = log1p_in_double_double(DoubleDouble{a, 0} / b);
    const DoubleDouble log_sum = log_in_double_double(sum.high) + DoubleDouble{sum.low / sum.high, 0};
    const double corrections = stirling_correction(b) - stirling_correction(sum.high);
    return DoubleDouble{a, 0} + DoubleDouble{corrections, 0} - (b - 0.5) * log_growth - a * log_sum;
}

/// B(a, b) = factor exp(log_part) for a, b < 10, without the cancellation of three logarithms.
struct SmallBeta {
    SmallBeta(double a, double b) noexcept {
        const GammaProduct first = gamma_one_plus(a);
        const GammaProduct second = gamma_one_plus(b);
        const GammaProduct both = gamma_one_plus(a + b);
        log_part = first.log_part + second.log_part - both.log_part;
        factor = first.product * second.product / both.product * ((a + b) / a / b);
    }
    double log_part;
    double factor;
};

DoubleDouble log_beta_in_double_double(double a, double b) noexcept {
    const double low = a < b ? a : b;
    const double high = a < b ? b : a;
    if (high < 10) {
        const SmallBeta beta(low, high);
        return two_sum(log(beta.factor), beta.log_part);
    }
    if (low < 10) return DoubleDouble{log_gamma(low), 0} + log_gamma_ratio(low, high);
    // log(2 pi)/2 - log(b)/2 + (a - 1/2) log(a/(a+b)) - b log(1 + a/b) + corrections, for a <= b
    const DoubleDouble log_growth = log1p_in_double_double(DoubleDouble{low, 0} / high);
    const DoubleDouble log_high = log_in_double_double(high);
    const DoubleDouble log_share = log_in_double_double(low) - log_high - log_growth;
    const double corrections =
        half_log_two_pi + (stirling_correction(low) + stirling_correction(high) - stirling_correction(low + high));
    return DoubleDouble{corrections, 0} - 0.5 * log_high + (low - 0.5) * log_share - high * log_growth;
}

bool is_near(double part, double whole) noexcept {
    return part < 0.5 * whole && part > -0.5 * whole;
}

DoubleDouble log_of_first(double x, double y) noexcept {
    return x <= y ? log_in_double_double(x) : log1p_in_double_double(-y);
}

/// a y - b x
DoubleDouble logit_slope(double a, double b, UnitPoint point) noexcept {
    const DoubleDouble sum = two_sum(a, b);
    return point.x <= point.y ? DoubleDouble{a, 0} - point.x * sum : point.y * sum - DoubleDouble{b, 0};
}

/// x^a y^b / B(a, b)
double leading_factor(double a, double b, UnitPoint point, DoubleDouble slope) noexcept {
    const DoubleDouble log_x = log_of_first(point.x, point.y);
    const DoubleDouble log_y = log_of_first(point.y, point.x);
    if (a < 10 && b < 10) {
        const SmallBeta beta(a, b);
        return exp(a * log_x + b * log_y - DoubleDouble{beta.log_part, 0}) / beta.factor;
    }
    if (a < 10 || b < 10) return exp(a * log_x + b * log_y - log_beta_in_double_double(a, b));
    const double n = a + b;
    const DoubleDouble log_n = log_in_double_double(n);
    // log(x n / a) and log(y n / b), where x n - a = -slope and y n - b = slope
    const DoubleDouble first =
        is_near(slope.high, a) ? log1p_in_double_double(-slope / a) : log_x + log_n - log_in_double_double(a);
    const DoubleDouble second =
        is_near(slope.high, b) ? log1p_in_double_double(slope / b) : log_y + log_n - log_in_double_double(b);
    const double corrections = stirling_correction(n) - stirling_correction(a) - stirling_correction(b);
    return std::sqrt(a / n * b / two_pi) * exp(a * first + b * second + DoubleDouble{corrections, 0});
}

/// x^a y^b / (B(a, b) I_x(a, b)) for x <= (a+1)/(a+b+2), by Lentz's method.
double continued_fraction(double a, double b, UnitPoint point, double slope) noexcept {
    const double x = point.x;
    double value = a * (slope + 1.0) / (a + 1.0);
    double c = value;
    double d = 0;
    for (double m = 1; m < 100000; m += 1) {
        const double odd = a + 2.0 * m - 1.0;
        const double common = m * (b - m) * x / odd;
        const double numerator = (a + m - 1.0) * (a + b + m - 1.0) * x / odd * common;
        const double denominator = m + common + (a + m) * (slope + 1.0 + m * (1.0 + point.y)) / (odd + 2.0);
        d = 1.0 / (denominator + numerator * d);
        c = denominator + numerator / c;
        const double change = c * d;
        value *= change;
        if (change - 1.0 <= half_ulp && 1.0 - change <= half_ulp) break;
    }
    return value;
}

}  // namespace

BetaTails beta_tails(double a, double b, UnitPoint point) noexcept {
    const DoubleDouble slope = logit_slope(a, b, point);
    const double factor = leading_factor(a, b, point, slope);
    // x <= (a+1)/(a+b+2) is b x - a y <= y - x
    if (-slope.high <= point.y - point.x) {
        const double lower = factor == 0 ? 0 : factor / continued_fraction(a, b, point, slope.high);
        return {lower, 1.0 - lower, factor, slope.high};
    }
    const double upper = factor == 0 ? 0 : factor / continued_fraction(b, a, {point.y, point.x}, -slope.high);
    return {1.0 - upper, upper, factor, slope.high};
}

double log_beta(double a, double b) noexcept {
    if (!(a > 0 && a < inf) || !(b > 0 && b < inf)) return nan;
    return log_beta_in_double_double(a, b).high;
}

double beta_i(double a, double b, double x) noexcept {
    if (!(a > 0 && a < inf) || !(b > 0 && b < inf) || !(x >= 0 && x <= 1)) return nan;
    if (x == 0 || x == 1) return x;
    return beta_tails(a, b, {x, 1.0 - x}).lower;
}

double beta_i_complement(double a, double b, double x) noexcept {
    if (!(a > 0 && a < inf) || !(b > 0 && b < inf) || !(x >= 0 && x <= 1)) return nan;
    if (x == 0 || x == 1) return 1.0 - x;
    return beta_tails(a, b, {x, 1.0 - x}).upper;
}

}  // namespace riskpool::math
