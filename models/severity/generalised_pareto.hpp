// Generalised Pareto law: P(X > location + y) = (1 + shape y / scale)^(-1 / shape).
#pragma once

#include <string_view>

#include "models/severity/law.hpp"

namespace riskpool {

/// Location 0 is the Lomax form; shape 0 is the exponential law; a negative shape ends at location - scale / shape.
struct GeneralisedPareto {
    double location = 0;
    double scale = 1;
    double shape = 0;

    static constexpr std::string_view kind = "generalised_pareto";
    static constexpr std::string_view about =
        "Generalised Pareto law of excesses over a location: P(X > location + y) = (1 + shape y / scale)^(-1/shape).";
    static constexpr auto fields = field_list(
        optional("location", &GeneralisedPareto::location, not_negative, Unit::money,
                 "The smallest loss; 0 gives the Lomax form."),
        required("scale", &GeneralisedPareto::scale, positive, Unit::money, "Scale of the excess over the location."),
        required("shape", &GeneralisedPareto::shape, any_finite, Unit::none,
                 "Tail index xi (1 / alpha): positive is heavy-tailed, 0 exponential, negative bounded. The mean is "
                 "infinite from 1, the variance from 1/2."));
    bool operator==(GeneralisedPareto const&) const = default;

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double quantile_upper(double q) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double survival(double x) const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] double variance() const;
    [[nodiscard]] double limited_mean(double limit) const;
    [[nodiscard]] double limited_second_moment(double limit) const;
    [[nodiscard]] double lowest() const { return location; }
    [[nodiscard]] double highest() const { return shape < 0 ? location - scale / shape : infinity; }
};

}  // namespace riskpool
