// Gamma law of a positive number, such as a rate.
#pragma once

#include <string_view>

#include "models/severity/law.hpp"
#include "sim/scenario/belief.hpp"

namespace riskpool {

/// Mean and coefficient of variation, or shape with scale or rate (mean = shape x scale = shape / rate).
struct GammaBelief {
    double mean_value = not_given;
    double cv = not_given;
    double shape = not_given;
    double scale = not_given;
    double rate = not_given;

    static constexpr std::string_view kind = "gamma";
    static constexpr std::string_view about =
        "Gamma law; give mean and cv, or shape with scale or rate. As the belief about a yearly rate, shape events in "
        "`rate` years of exposure would say the same.";
    static constexpr auto fields = field_list(
        optional("mean", &GammaBelief::mean_value, positive, Unit::inherited, "Mean of the number."),
        optional("cv", &GammaBelief::cv, positive, Unit::none, "Coefficient of variation: 1 / sqrt(shape)."),
        optional("shape", &GammaBelief::shape, positive, Unit::none, "Exponent of the density plus 1."),
        optional("scale", &GammaBelief::scale, positive, Unit::inherited, "Scale; the mean is shape x scale."),
        optional("rate", &GammaBelief::rate, positive, Unit::none, "1 / scale; the mean is shape / rate."));
    bool operator==(GammaBelief const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const;
};

}  // namespace riskpool
