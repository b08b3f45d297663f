// Beta law on (0, maximum): density proportional to x^(a - 1) (maximum - x)^(b - 1).
#pragma once

#include <string_view>

#include "models/severity/law.hpp"

namespace riskpool {

struct Beta {
    double a = 1;
    double b = 1;
    double maximum = 1;

    static constexpr std::string_view kind = "beta";
    static constexpr std::string_view about = "Beta law between 0 and a maximum: mean maximum x a / (a + b).";
    static constexpr auto fields = field_list(
        required("a", &Beta::a, positive, Unit::none, "First shape: weight of large losses."),
        required("b", &Beta::b, positive, Unit::none, "Second shape: weight of small losses."),
        optional("maximum", &Beta::maximum, positive, Unit::money, "The largest loss; 1 for a damage ratio."));
    bool operator==(Beta const&) const = default;

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double quantile_upper(double q) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double survival(double x) const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] double variance() const;
    [[nodiscard]] double limited_mean(double limit) const;
    [[nodiscard]] double limited_second_moment(double limit) const;
    [[nodiscard]] double lowest() const { return 0; }
    [[nodiscard]] double highest() const { return maximum; }
};

}  // namespace riskpool
