#include "models/severity/exponential.hpp"

#include "sim/base/math/elementary.hpp"
#include "sim/base/math/gamma.hpp"

namespace riskpool {

double Exponential::quantile(double p) const {
    return -mean_loss * math::log1p(-p);
}

double Exponential::quantile_upper(double q) const {
    return -mean_loss * math::log(q);
}

double Exponential::cdf(double x) const {
    return x <= 0 ? 0.0 : -math::expm1(-x / mean_loss);
}

double Exponential::survival(double x) const {
    return x <= 0 ? 1.0 : math::exp(-x / mean_loss);
}

double Exponential::mean() const {
    return mean_loss;
}

double Exponential::variance() const {
    return mean_loss * mean_loss;
}

double Exponential::limited_mean(double limit) const {
    return mean_loss * cdf(limit);
}

// 2 integral of x exp(-x / m) up to l = 2 m^2 P(2, l / m).
double Exponential::limited_second_moment(double limit) const {
    if (limit <= 0) return 0;
    const double part = limit == infinity ? 1.0 : math::gamma_p(2, limit / mean_loss);
    return 2 * mean_loss * mean_loss * part;
}

}  // namespace riskpool
