#include "models/severity/weibull.hpp"

#include "sim/base/math/elementary.hpp"
#include "sim/base/math/gamma.hpp"

namespace riskpool {
namespace {

/// E[X^k] / scale^k = Gamma(1 + k / shape).
double moment(double k, double shape) {
    return math::exp(math::log_gamma(1 + k / shape));
}

}  // namespace

double Weibull::quantile(double p) const {
    return scale * math::pow(-math::log1p(-p), 1 / shape);
}

double Weibull::quantile_upper(double q) const {
    // -log(1) is a negative zero, which a power may take for a negative base.
    return q >= 1 ? 0.0 : scale * math::pow(-math::log(q), 1 / shape);
}

double Weibull::cdf(double x) const {
    return x <= 0 ? 0.0 : -math::expm1(-math::pow(x / scale, shape));
}

double Weibull::survival(double x) const {
    return x <= 0 ? 1.0 : math::exp(-math::pow(x / scale, shape));
}

double Weibull::mean() const {
    return scale * moment(1, shape);
}

// Gamma(1 + 2/k) - Gamma(1 + 1/k)^2, written so that little cancels for a large shape k.
double Weibull::variance() const {
    const double once = math::log_gamma(1 + 1 / shape);
    return mean() * mean() * math::expm1(math::log_gamma(1 + 2 / shape) - 2 * once);
}

// E[X^j; X <= l] = scale^j Gamma(1 + j/k) P(1 + j/k, (l / scale)^k).
double Weibull::limited_mean(double limit) const {
    if (limit <= 0) return 0;
    if (limit == infinity) return mean();
    return mean() * math::gamma_p(1 + 1 / shape, math::pow(limit / scale, shape)) + limit * survival(limit);
}

double Weibull::limited_second_moment(double limit) const {
    if (limit <= 0) return 0;
    const double whole = scale * scale * moment(2, shape);
    if (limit == infinity) return whole;
    return whole * math::gamma_p(1 + 2 / shape, math::pow(limit / scale, shape)) + limit * limit * survival(limit);
}

}  // namespace riskpool
