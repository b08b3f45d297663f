// Single-parameter Pareto law above a threshold: P(X > x) = (threshold / x)^shape.
#pragma once

#include <string_view>

#include "models/severity/law.hpp"

namespace riskpool {

struct Pareto {
    double threshold = 1;
    double shape = 1;

    static constexpr std::string_view kind = "pareto";
    static constexpr std::string_view about =
        "Pareto law above a threshold: P(X > x) = (threshold / x)^shape; the mean is infinite up to shape 1.";
    static constexpr auto fields = field_list(
        required("threshold", &Pareto::threshold, positive, Unit::money, "The smallest loss."),
        required("shape", &Pareto::shape, positive, Unit::none,
                 "Tail index (alpha): the smaller, the heavier. The variance is infinite up to 2, the mean up to 1."));
    bool operator==(Pareto const&) const = default;

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double quantile_upper(double q) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double survival(double x) const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] double variance() const;
    [[nodiscard]] double limited_mean(double limit) const;
    [[nodiscard]] double limited_second_moment(double limit) const;
    [[nodiscard]] double lowest() const { return threshold; }
    [[nodiscard]] double highest() const { return infinity; }
};

}  // namespace riskpool
