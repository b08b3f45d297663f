#include "models/severity/generalised_pareto.hpp"

#include "sim/base/math/elementary.hpp"

namespace riskpool {
namespace {

// With v = -ln P(X > location + y): y = scale (exp(shape v) - 1) / shape, and integrals over y become integrals of
// exponentials of v, smooth through shape 0.

/// (exp(k v) - 1) / k, the integral of exp(k s) from 0 to v, infinity included.
double exponential_integral(double k, double v) {
    if (k == 0) return v;
    if (v == infinity) return k < 0 ? -1 / k : infinity;
    return math::expm1(k * v) / k;
}

/// v at the excess y in scales.
double exponent(double shape, double y) {
    if (shape == 0) return y;
    if (shape < 0 && y * shape <= -1) return infinity;
    return math::log1p(shape * y) / shape;
}

}  // namespace

double GeneralisedPareto::quantile(double p) const {
    return location + scale * exponential_integral(shape, -math::log1p(-p));
}

double GeneralisedPareto::quantile_upper(double q) const {
    return location + scale * exponential_integral(shape, -math::log(q));
}

double GeneralisedPareto::cdf(double x) const {
    return x <= location ? 0.0 : -math::expm1(-exponent(shape, (x - location) / scale));
}

double GeneralisedPareto::survival(double x) const {
    return x <= location ? 1.0 : math::exp(-exponent(shape, (x - location) / scale));
}

double GeneralisedPareto::mean() const {
    return shape < 1 ? location + scale / (1 - shape) : infinity;
}

double GeneralisedPareto::variance() const {
    if (shape >= 0.5) return infinity;
    const double without = 1 - shape;
    return scale * scale / (without * without * (1 - 2 * shape));
}

double GeneralisedPareto::limited_mean(double limit) const {
    if (limit <= location) return limit;
    return location + scale * exponential_integral(shape - 1, exponent(shape, (limit - location) / scale));
}

double GeneralisedPareto::limited_second_moment(double limit) const {
    if (limit <= location) return limit * limit;
    const double v = exponent(shape, (limit - location) / scale);
    // The integral of y P(Y > y) in scales squared: of (exp(shape s) - 1) / shape exp((shape - 1) s) from 0 to v.
    double excess = infinity;
    if (v == infinity) {
        if (shape < 0.5) excess = 1 / ((1 - shape) * (1 - 2 * shape));
    } else if (shape > 0.5) {
        excess = (exponential_integral(2 * shape - 1, v) - exponential_integral(shape - 1, v)) / shape;
    } else {  // by parts: nothing is divided by the shape
        const double end = exponential_integral(shape, v) * math::exp((shape - 1) * v);
        excess = (exponential_integral(2 * shape - 1, v) - end) / (1 - shape);
    }
    const double first = exponential_integral(shape - 1, v);
    return location * location + 2 * location * scale * first + 2 * scale * scale * excess;
}

}  // namespace riskpool
