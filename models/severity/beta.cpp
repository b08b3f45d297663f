#include "models/severity/beta.hpp"

#include "sim/base/math/beta.hpp"

namespace riskpool {

double Beta::quantile(double p) const {
    return maximum * math::beta_i_inverse(a, b, p);
}

double Beta::quantile_upper(double q) const {
    return maximum * math::beta_i_complement_inverse(a, b, q);
}

double Beta::cdf(double x) const {
    if (x >= maximum) return 1;
    return x <= 0 ? 0.0 : math::beta_i(a, b, x / maximum);
}

double Beta::survival(double x) const {
    if (x >= maximum) return 0;
    return x <= 0 ? 1.0 : math::beta_i_complement(a, b, x / maximum);
}

double Beta::mean() const {
    return maximum * (a / (a + b));
}

double Beta::variance() const {
    return mean() * maximum * (b / (a + b)) / (a + b + 1);
}

// E[X^k; X <= l] = E[X^k] I_{l / maximum}(a + k, b).
double Beta::limited_mean(double limit) const {
    if (limit <= 0) return 0;
    if (limit >= maximum) return mean();
    return mean() * math::beta_i(a + 1, b, limit / maximum) + limit * survival(limit);
}

double Beta::limited_second_moment(double limit) const {
    if (limit <= 0) return 0;
    const double whole = mean() * maximum * (a + 1) / (a + b + 1);
    if (limit >= maximum) return whole;
    return whole * math::beta_i(a + 2, b, limit / maximum) + limit * limit * survival(limit);
}

}  // namespace riskpool
