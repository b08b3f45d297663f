#include "models/belief/inverse_gamma.hpp"

#include <cmath>

#include "sim/base/math/elementary.hpp"
#include "sim/base/math/gamma.hpp"

namespace riskpool {

double InverseGamma::quantile(double p) const {
    return scale / math::gamma_q_inverse(shape, p);
}

double InverseGamma::cdf(double x) const {
    if (x <= 0) return 0;
    return x == infinity ? 1.0 : math::gamma_q(shape, scale / x);
}

double InverseGamma::log_density(double x) const {
    if (x <= 0) return -infinity;
    return shape * math::log(scale) - math::log_gamma(shape) - (shape + 1) * math::log(x) - scale / x;
}

double RootInverseGamma::quantile(double p) const {
    return std::sqrt(square.quantile(p));
}

double RootInverseGamma::cdf(double x) const {
    return x <= 0 ? 0.0 : square.cdf(x * x);
}

double RootInverseGamma::log_density(double x) const {
    return x <= 0 ? -infinity : square.log_density(x * x) + math::log(2 * x);
}

double RootInverseGamma::mean() const {
    if (square.shape <= 0.5) return infinity;
    return std::sqrt(square.scale) * math::exp(math::log_gamma(square.shape - 0.5) - math::log_gamma(square.shape));
}

double RootInverseGamma::variance() const {
    return square.shape > 1 ? square.mean() - mean() * mean() : infinity;
}

}  // namespace riskpool
