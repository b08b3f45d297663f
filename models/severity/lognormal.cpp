#include "models/severity/lognormal.hpp"

#include <cmath>

#include "sim/base/math/elementary.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

void Lognormal::check(FieldFaults& faults) const {
    const bool any_of_log = is_given(mu) || is_given(sigma);
    const bool any_of_loss = is_given(mean_loss) || is_given(cv);
    if (!any_of_log && !any_of_loss) {
        faults.add("", "has no parameters", "give mu and sigma, or mean and cv");
    } else if (any_of_log && any_of_loss) {
        faults.add(is_given(mean_loss) ? "mean" : "cv", "says again what mu and sigma say",
                   "give mu and sigma, or mean and cv, not both");
    } else if (any_of_log && !(is_given(mu) && is_given(sigma))) {
        faults.add("", is_given(mu) ? "mu is given without sigma" : "sigma is given without mu", "give both");
    } else if (any_of_loss && !(is_given(mean_loss) && is_given(cv))) {
        faults.add("", is_given(cv) ? "cv is given without mean" : "mean is given without cv", "give both");
    }
}

// 1 + cv^2 = exp(sigma^2) and mean = exp(mu + sigma^2 / 2).
double Lognormal::log_deviation() const {
    return is_given(sigma) ? sigma : std::sqrt(math::log1p(cv * cv));
}

double Lognormal::log_mean() const {
    return is_given(mu) ? mu : math::log(mean_loss) - 0.5 * math::log1p(cv * cv);
}

double Lognormal::quantile(double p) const {
    return math::exp(log_mean() + log_deviation() * math::normal_quantile(p));
}

double Lognormal::quantile_upper(double q) const {
    return math::exp(log_mean() + log_deviation() * math::normal_quantile_upper(q));
}

double Lognormal::cdf(double x) const {
    return x <= 0 ? 0.0 : math::normal_cdf((math::log(x) - log_mean()) / log_deviation());
}

double Lognormal::survival(double x) const {
    return x <= 0 ? 1.0 : math::normal_survival((math::log(x) - log_mean()) / log_deviation());
}

double Lognormal::mean() const {
    return is_given(mean_loss) ? mean_loss : math::exp(mu + 0.5 * sigma * sigma);
}

double Lognormal::variance() const {
    const double s = log_deviation();
    return mean() * mean() * math::expm1(s * s);
}

// E[X^k; X <= l] = exp(k mu + k^2 sigma^2 / 2) Phi((ln l - mu) / sigma - k sigma).
double Lognormal::limited_mean(double limit) const {
    if (limit <= 0) return 0;
    if (limit == infinity) return mean();
    const double s = log_deviation();
    const double z = (math::log(limit) - log_mean()) / s;
    return mean() * math::normal_cdf(z - s) + limit * math::normal_survival(z);
}

double Lognormal::limited_second_moment(double limit) const {
    if (limit <= 0) return 0;
    const double s = log_deviation();
    const double whole = mean() * mean() * math::exp(s * s);
    if (limit == infinity) return whole;
    const double z = (math::log(limit) - log_mean()) / s;
    return whole * math::normal_cdf(z - 2 * s) + limit * limit * math::normal_survival(z);
}

}  // namespace riskpool
