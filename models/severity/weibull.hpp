// Weibull law: P(X > x) = exp(-(x / scale)^shape).
#pragma once

#include <string_view>

#include "models/severity/law.hpp"

namespace riskpool {

struct Weibull {
    double shape = 1;
    double scale = 1;

    static constexpr std::string_view kind = "weibull";
    static constexpr std::string_view about =
        "Weibull law: P(X > x) = exp(-(x / scale)^shape); heavy-tailed below shape 1.";
    static constexpr auto fields = field_list(
        required("shape", &Weibull::shape, positive, Unit::none, "Exponent of the loss; below 1 the tail is heavy."),
        required("scale", &Weibull::scale, positive, Unit::money, "The loss exceeded with probability 1/e = 36.8%."));
    bool operator==(Weibull const&) const = default;

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double quantile_upper(double q) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double survival(double x) const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] double variance() const;
    [[nodiscard]] double limited_mean(double limit) const;
    [[nodiscard]] double limited_second_moment(double limit) const;
    [[nodiscard]] double lowest() const { return 0; }
    [[nodiscard]] double highest() const { return infinity; }
};

}  // namespace riskpool
