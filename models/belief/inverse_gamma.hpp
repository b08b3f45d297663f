// Inverse gamma law: 1 / X is gamma. The belief about a variance, or about the mean of an exponential law.
#pragma once

#include "sim/base/describe.hpp"

namespace riskpool {

/// Density proportional to x^(-shape - 1) exp(-scale / x).
struct InverseGamma {
    double shape = 1;
    double scale = 1;

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double log_density(double x) const;
    [[nodiscard]] double mean() const { return shape > 1 ? scale / (shape - 1) : infinity; }
    [[nodiscard]] double variance() const {
        return shape > 2 ? scale * scale / ((shape - 1) * (shape - 1) * (shape - 2)) : infinity;
    }
    [[nodiscard]] double lowest() const { return 0; }
    [[nodiscard]] double highest() const { return infinity; }
};

/// The square root of an inverse gamma number: the belief about a standard deviation.
struct RootInverseGamma {
    InverseGamma square;

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double log_density(double x) const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] double variance() const;
    [[nodiscard]] double lowest() const { return 0; }
    [[nodiscard]] double highest() const { return infinity; }
};

}  // namespace riskpool
