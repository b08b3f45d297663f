#include "models/copula/pair.hpp"

#include <algorithm>
#include <cmath>

#include "models/copula/unit_point.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

double GaussianPair::h(double u, double v) const noexcept {
    const double x = math::normal_quantile(u) - correlation * math::normal_quantile(v);
    return inside_unit_interval(math::normal_cdf(x / std::sqrt((1 - correlation) * (1 + correlation))));
}

double GaussianPair::h_inverse(double w, double v) const noexcept {
    const double x = math::normal_quantile(w) * std::sqrt((1 - correlation) * (1 + correlation));
    return inside_unit_interval(math::normal_cdf(x + correlation * math::normal_quantile(v)));
}

// In logarithms with the largest term taken out, since u^-theta may be beyond the range of doubles.
double ClaytonPair::h(double u, double v) const noexcept {
    const double a = -theta * math::log(u), b = -theta * math::log(v);
    const double top = std::max(a, b);
    // u^-theta + v^-theta - 1 = e^top (1 + e^(least - top) - e^-top)
    const double log_sum = top + math::log1p(math::exp(std::min(a, b) - top) - math::exp(-top));
    return inside_unit_interval(math::exp((1 + 1 / theta) * (b - log_sum)));
}

double ClaytonPair::h_inverse(double w, double v) const noexcept {
    const double b = -theta * math::log(v);
    // u^-theta = 1 + v^-theta (w^(-theta / (1 + theta)) - 1)
    const double grown = math::expm1(-theta / (1 + theta) * math::log(w));
    const double x = b + math::log(grown);
    const double log_sum = x > 0 ? x + math::log1p(math::exp(-x)) : math::log1p(math::exp(x));
    return inside_unit_interval(math::exp(-log_sum / theta));
}

}  // namespace riskpool
