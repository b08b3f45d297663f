// Student's t law, moved and scaled: what is left of a normal mean when its standard deviation is estimated too.
#pragma once

#include <string_view>

#include "sim/scenario/belief.hpp"

namespace riskpool {

struct StudentT {
    double location = 0;
    double scale = 1;
    double degrees = 3;

    static constexpr std::string_view kind = "student_t";
    static constexpr std::string_view about =
        "Student's t law around a location: like a normal law with heavier tails, the heavier the fewer its degrees of "
        "freedom.";
    static constexpr auto fields = field_list(
        required("location", &StudentT::location, any_finite, Unit::inherited, "Mean, and most likely value."),
        required("scale", &StudentT::scale, positive, Unit::inherited,
                 "Scale; the standard deviation is scale x sqrt(degrees / (degrees - 2))."),
        required("degrees", &StudentT::degrees, above_one, Unit::none,
                 "Degrees of freedom, such as the number of observations less 1. Up to 2 the variance is infinite."));
    bool operator==(StudentT const&) const = default;

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double log_density(double x) const;
    [[nodiscard]] double mean() const { return location; }
    [[nodiscard]] double variance() const { return degrees > 2 ? scale * scale * degrees / (degrees - 2) : infinity; }
    [[nodiscard]] double lowest() const { return -infinity; }
    [[nodiscard]] double highest() const { return infinity; }
};

}  // namespace riskpool
