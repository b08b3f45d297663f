// PERT: a beta law between a low and a high value, pulled towards the most likely one (Malcolm, Roseboom, Clark and
// Fazar, Operations Research 7, 1959; Vose, Risk Analysis, 3rd ed., 15.1):
//     a = 1 + w (mode - low) / (high - low), b = 1 + w (high - mode) / (high - low),
//     X = low + (high - low) Beta(a, b), mean (low + w mode + high) / (w + 2).
#pragma once

#include <string_view>

#include "sim/scenario/belief.hpp"

namespace riskpool {

struct Pert {
    double low = 0;
    double mode = 0;
    double high = 0;
    double weight = 4;

    static constexpr std::string_view kind = "pert";
    static constexpr std::string_view about = "Between a low and a high value, and most likely near a third one.";
    static constexpr auto fields =
        field_list(required("low", &Pert::low, any_finite, Unit::inherited, "The lowest value possible."),
                   required("mode", &Pert::mode, any_finite, Unit::inherited, "The most likely value."),
                   required("high", &Pert::high, any_finite, Unit::inherited, "The highest value possible."),
                   optional("weight", &Pert::weight, not_negative, Unit::none,
                            "How strongly it is pulled towards the most likely value; 0 makes it uniform."));
    bool operator==(Pert const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double log_density(double x) const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] double variance() const;
    [[nodiscard]] double lowest() const { return low; }
    [[nodiscard]] double highest() const { return high; }

private:
    /// The shapes of the beta law on (0, 1).
    [[nodiscard]] double a() const { return 1 + weight * ((mode - low) / (high - low)); }
    [[nodiscard]] double b() const { return 1 + weight * ((high - mode) / (high - low)); }
};

}  // namespace riskpool
