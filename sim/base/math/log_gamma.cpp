// log Gamma by the series around 2 with the recurrence below 10 (Abramowitz and Stegun 6.1.33, 6.1.15) and by
// Stirling's series above (6.1.40).
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include "sim/base/math/double_double.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/gamma.hpp"
#include "sim/base/math/gamma_parts.hpp"
#include "sim/base/math/gamma_tables.hpp"

namespace riskpool::math {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double two_pi = 0x1.921fb54442d18p+2;
constexpr double half_log_two_pi = 0x1.d67f1c864beb5p-1;
constexpr double half_log_two_pi_low = -0x1.65b5a1b7ff5dfp-55;

/// Gamma(2 + z) for -1/2 <= z < 20.
GammaProduct gamma_two_plus(double z) noexcept {
    double product = 1;
    while (z >= 0.5) {
        product *= 1.0 + z;
        z -= 1.0;  // exact
    }
    double series = zeta_series.back();
    for (std::size_t n = zeta_series.size() - 1; n-- > 0;) series = series * z + zeta_series[n];
    return {series * z, product};
}

double log_gamma_two_plus(double z) noexcept {
    const GammaProduct gamma = gamma_two_plus(z);
    return gamma.product == 1 ? gamma.log_part : gamma.log_part + log(gamma.product);
}

}  // namespace

double stirling_correction(double x) noexcept {
    const double t = 1.0 / (x * x);
    const double series =
        1.0 / 12 -
        t * (1.0 / 360 - t * (1.0 / 1260 -
                              t * (1.0 / 1680 -
                                   t * (1.0 / 1188 - t * (691.0 / 360360 - t * (1.0 / 156 - t * (3617.0 / 122400)))))));
    return series / x;
}

double log_gamma_one_plus(double x) noexcept {
    return x < 0.5 ? log_gamma_two_plus(x) - log1p(x) : log_gamma_two_plus(x - 1.0);
}

double log_gamma(double x) noexcept {
    if (!(x > 0)) return x == 0 ? inf : nan;
    if (x > 0x1p990) return x * (log(x) - 1.0);
    if (x >= 10) {
        const DoubleDouble rest{half_log_two_pi, half_log_two_pi_low + stirling_correction(x)};
        return ((x - 0.5) * log_in_double_double(x) - DoubleDouble{x, 0} + rest).high;
    }
    if (x >= 1.5) return log_gamma_two_plus(x - 2.0);
    if (x >= 0.5) return log_gamma_two_plus(x - 1.0) - log(x);
    return log_gamma_two_plus(x) - log1p(x) - log(x);
}

GammaProduct gamma_one_plus(double x) noexcept {
    if (x < 0.5) return {gamma_two_plus(x).log_part, 1.0 / (1.0 + x)};
    return gamma_two_plus(x - 1.0);
}

GammaShape::GammaShape(double shape) noexcept : a(shape), log_part(0), divisor(1) {
    if (a >= 10) {
        log_part = stirling_correction(a);
        divisor = std::sqrt(two_pi * a);
        return;
    }
    const GammaProduct gamma = gamma_one_plus(a);
    log_part = gamma.log_part;
    divisor = gamma.product;
}

}  // namespace riskpool::math
