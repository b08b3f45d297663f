// Normal law of a number that may lie on either side of its mean, and below 0.
#pragma once

#include <string_view>

#include "sim/scenario/belief.hpp"

namespace riskpool {

struct Normal {
    double mean_value = 0;
    double sd = 1;

    static constexpr std::string_view kind = "normal";
    static constexpr std::string_view about =
        "Normal law. It reaches below 0, so a number that must be positive needs `within`, or another kind.";
    static constexpr auto fields =
        field_list(required("mean", &Normal::mean_value, any_finite, Unit::inherited, "Mean, and most likely value."),
                   required("sd", &Normal::sd, positive, Unit::inherited, "Standard deviation."));
    bool operator==(Normal const&) const = default;

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double log_density(double x) const;
    [[nodiscard]] double mean() const { return mean_value; }
    [[nodiscard]] double variance() const { return sd * sd; }
    [[nodiscard]] double lowest() const { return -infinity; }
    [[nodiscard]] double highest() const { return infinity; }
};

}  // namespace riskpool
