#include "models/belief/partial_moments.hpp"

#include <algorithm>
#include <cmath>

#include "models/belief/gauss_legendre.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

namespace {

/// The integral of f(y) P(X <= y) up to x. Panels end at quantiles, so that each is about as long as the law is wide
/// there.
template <class F>
double integral(BeliefLaw const& law, double x, F const& f) {
    double from = law.lowest();
    if (!std::isfinite(from)) from = std::min(x, law.quantile(1e-15));
    double sum = 0;
    const auto add = [&](double to) {
        to = std::min(to, x);
        if (!(to > from)) return;
        sum += integrate(from, to, [&](double y) { return f(y) * law.cdf(y); });
        from = to;
    };
    for (int i = -63; i <= 64; ++i) add(law.quantile(math::normal_cdf(0.125 * i)));
    add(x);
    return sum;
}

}  // namespace

double integral_of_cdf(BeliefLaw const& law, double x) {
    return integral(law, x, [](double) { return 1.0; });
}

double integral_of_cdf_about(BeliefLaw const& law, double x, double c) {
    return integral(law, x, [c](double y) { return y - c; });
}

// E[max(X - v, 0)] = E[X] - v + E[max(v - X, 0)].
double tail_mean(BeliefLaw const& law, double p) {
    if (p <= 0) return law.mean();
    const double v = law.quantile(p);
    return v + (law.mean() - v + integral_of_cdf(law, v)) / (1 - p);
}

}  // namespace riskpool
