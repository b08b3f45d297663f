// Gamma law: density proportional to x^(shape - 1) exp(-x / scale).
#pragma once

#include <string_view>

#include "models/severity/law.hpp"

namespace riskpool {

struct Gamma {
    double shape = 1;
    double scale = 1;

    static constexpr std::string_view kind = "gamma";
    static constexpr std::string_view about =
        "Gamma law: mean shape x scale, coefficient of variation 1 / sqrt(shape).";
    static constexpr auto fields =
        field_list(required("shape", &Gamma::shape, positive, Unit::none, "Exponent of the density plus 1."),
                   required("scale", &Gamma::scale, positive, Unit::money, "Scale; the mean is shape times scale."));
    bool operator==(Gamma const&) const = default;

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
