#include "models/belief/log_density.hpp"

#include "sim/base/math/beta.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/gamma.hpp"

namespace riskpool {

double log_density(Beta const& law, double x) {
    if (x <= 0 || x >= law.maximum) return -infinity;
    const double y = x / law.maximum;
    return (law.a - 1) * math::log(y) + (law.b - 1) * math::log1p(-y) - math::log_beta(law.a, law.b) -
           math::log(law.maximum);
}

double log_density(Exponential const& law, double x) {
    return x < 0 ? -infinity : -x / law.mean_loss - math::log(law.mean_loss);
}

double log_density(Gamma const& law, double x) {
    if (x <= 0) return -infinity;
    const double y = x / law.scale;
    return (law.shape - 1) * math::log(y) - y - math::log_gamma(law.shape) - math::log(law.scale);
}

double log_density(GeneralisedPareto const& law, double x) {
    const double y = (x - law.location) / law.scale;
    if (y < 0 || (law.shape < 0 && y * law.shape <= -1)) return -infinity;
    const double exponent = law.shape == 0 ? y : math::log1p(law.shape * y) / law.shape;
    return -(1 + law.shape) * exponent - math::log(law.scale);
}

double log_density(Lognormal const& law, double x) {
    if (x <= 0) return -infinity;
    constexpr double half_log_two_pi = 0.91893853320467274178;
    const double sigma = law.log_deviation();
    const double log_x = math::log(x);
    const double z = (log_x - law.log_mean()) / sigma;
    return -0.5 * z * z - half_log_two_pi - math::log(sigma) - log_x;
}

double log_density(Pareto const& law, double x) {
    if (x < law.threshold) return -infinity;
    return math::log(law.shape / x) - law.shape * math::log(x / law.threshold);
}

}  // namespace riskpool
