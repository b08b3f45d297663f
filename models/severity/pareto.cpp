#include "models/severity/pareto.hpp"

#include "sim/base/math/elementary.hpp"

namespace riskpool {
namespace {

/// The integral of y^(k - 1) from 1 to `end`, infinity included.
double power_integral(double k, double end) {
    if (end == infinity) return k < 0 ? -1 / k : infinity;
    return k == 0 ? math::log(end) : math::expm1(k * math::log(end)) / k;
}

}  // namespace

double Pareto::quantile(double p) const {
    return threshold * math::exp(-math::log1p(-p) / shape);
}

double Pareto::quantile_upper(double q) const {
    return threshold * math::pow(q, -1 / shape);
}

double Pareto::cdf(double x) const {
    if (x == infinity) return 1;
    return x <= threshold ? 0.0 : -math::expm1(-shape * math::log1p((x - threshold) / threshold));
}

double Pareto::survival(double x) const {
    return x <= threshold ? 1.0 : math::pow(threshold / x, shape);
}

double Pareto::mean() const {
    return shape > 1 ? threshold * shape / (shape - 1) : infinity;
}

double Pareto::variance() const {
    if (shape <= 2) return infinity;
    const double below = shape - 1;
    return threshold * threshold * shape / (below * below * (shape - 2));
}

double Pareto::limited_mean(double limit) const {
    if (limit <= threshold) return limit;
    return threshold * (1 + power_integral(1 - shape, limit / threshold));
}

double Pareto::limited_second_moment(double limit) const {
    if (limit <= threshold) return limit * limit;
    return threshold * threshold * (1 + 2 * power_integral(2 - shape, limit / threshold));
}

}  // namespace riskpool
