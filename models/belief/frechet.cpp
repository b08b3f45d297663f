#include "models/belief/frechet.hpp"

#include "sim/base/describe.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/gamma.hpp"

namespace riskpool {

double Frechet::quantile(double p) const {
    if (p <= 0) return 0;
    if (p >= 1) return infinity;
    return scale * math::pow(-math::log(p), -1 / shape);
}

double Frechet::cdf(double x) const {
    return x <= 0 ? 0.0 : math::exp(-math::pow(scale / x, shape));
}

double Frechet::log_density(double x) const {
    if (x <= 0) return -infinity;
    return math::log(shape / x) + shape * math::log(scale / x) - math::pow(scale / x, shape);
}

double Frechet::mean() const {
    return shape > 1 ? scale * math::exp(math::log_gamma(1 - 1 / shape)) : infinity;
}

double Frechet::variance() const {
    if (shape <= 2) return infinity;
    return scale * scale * math::exp(math::log_gamma(1 - 2 / shape)) - mean() * mean();
}

double Frechet::highest() const {
    return infinity;
}

}  // namespace riskpool
