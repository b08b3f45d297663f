// Lognormal law of a positive number.
#pragma once

#include <string_view>

#include "models/severity/law.hpp"
#include "sim/scenario/belief.hpp"

namespace riskpool {

/// Median (or mu = ln median) and sigma, or mean and coefficient of variation.
struct LognormalBelief {
    double median = not_given;
    double mu = not_given;
    double sigma = not_given;
    double mean_value = not_given;
    double cv = not_given;

    static constexpr std::string_view kind = "lognormal";
    static constexpr std::string_view about =
        "The logarithm of the number is normal; give median (or mu) and sigma, or mean and cv. For a range in place of "
        "these see `quantiles`.";
    static constexpr auto fields =
        field_list(optional("median", &LognormalBelief::median, positive, Unit::inherited,
                            "As likely too high as too low; exp(mu)."),
                   optional("mu", &LognormalBelief::mu, any_finite, Unit::none, "Mean of the logarithm of the number."),
                   optional("sigma", &LognormalBelief::sigma, positive, Unit::none,
                            "Standard deviation of the logarithm of the number."),
                   optional("mean", &LognormalBelief::mean_value, positive, Unit::inherited, "Mean of the number."),
                   optional("cv", &LognormalBelief::cv, positive, Unit::none,
                            "Coefficient of variation: standard deviation over mean."));
    bool operator==(LognormalBelief const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const;
};

}  // namespace riskpool
