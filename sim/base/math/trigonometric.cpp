// Taylor series in y = pi x, |y| <= pi / 4: the terms left out are below 2^-58 of the first.
#include "sim/base/math/trigonometric.hpp"

namespace riskpool::math {

namespace {

constexpr double pi = 0x1.921fb54442d18p+1;

/// 1 - s/(n(n+1)) (1 - s/((n+2)(n+3)) (...)), nine terms.
constexpr double alternating(double s, int n) {
    double sum = 1;
    for (int k = n + 16; k >= n; k -= 2) sum = 1 - s / (static_cast<double>(k) * (k + 1)) * sum;
    return sum;
}

}  // namespace

double sin_pi(double x) noexcept {
    if (x > 0.5) x = 1 - x;  // exact
    if (x <= 0.25) {
        const double y = pi * x;
        return y * alternating(y * y, 2);
    }
    const double y = pi * (0.5 - x);  // the difference is exact
    return alternating(y * y, 1);
}

}  // namespace riskpool::math
