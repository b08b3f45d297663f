#include "models/severity/gamma.hpp"

#include "sim/base/math/gamma.hpp"

namespace riskpool {

double Gamma::quantile(double p) const {
    return scale * math::gamma_p_inverse(shape, p);
}

double Gamma::quantile_upper(double q) const {
    return scale * math::gamma_q_inverse(shape, q);
}

double Gamma::cdf(double x) const {
    if (x == infinity) return 1;
    return x <= 0 ? 0.0 : math::gamma_p(shape, x / scale);
}

double Gamma::survival(double x) const {
    if (x == infinity) return 0;
    return x <= 0 ? 1.0 : math::gamma_q(shape, x / scale);
}

double Gamma::mean() const {
    return shape * scale;
}

double Gamma::variance() const {
    return shape * scale * scale;
}

// E[X^k; X <= l] = scale^k shape ... (shape + k - 1) P(shape + k, l / scale).
double Gamma::limited_mean(double limit) const {
    if (limit <= 0) return 0;
    if (limit == infinity) return mean();
    const double z = limit / scale;
    return mean() * math::gamma_p(shape + 1, z) + limit * math::gamma_q(shape, z);
}

double Gamma::limited_second_moment(double limit) const {
    if (limit <= 0) return 0;
    const double whole = shape * (shape + 1) * scale * scale;
    if (limit == infinity) return whole;
    const double z = limit / scale;
    return whole * math::gamma_p(shape + 2, z) + limit * limit * math::gamma_q(shape, z);
}

}  // namespace riskpool
