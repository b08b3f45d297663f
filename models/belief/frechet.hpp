// Frechet law: P(X <= x) = exp(-(scale / x)^shape), the law of the largest loss of a year when events come at a
// constant rate and their losses are Pareto (Embrechts, Klueppelberg, Mikosch, Modelling Extremal Events, 3.3).
#pragma once

namespace riskpool {

struct Frechet {
    double scale = 1;
    double shape = 1;

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double log_density(double x) const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] double variance() const;
    [[nodiscard]] double lowest() const { return 0; }
    [[nodiscard]] double highest() const;
};

}  // namespace riskpool
