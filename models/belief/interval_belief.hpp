// Bounds without a law between them: nobody says what is likelier within. A run is then made at the bounds, and gives
// bounds (Ferson and others, Constructing probability boxes and Dempster-Shafer structures, Sandia 2003).
#pragma once

#include <algorithm>
#include <string_view>

#include "sim/scenario/belief.hpp"

namespace riskpool {

struct IntervalBelief {
    double low = 0;
    double high = 0;

    static constexpr std::string_view kind = "interval";
    static constexpr std::string_view about =
        "Somewhere between a low and a high value, and nobody says where: a run gives bounds and no band.";
    static constexpr bool bounds_only = true;
    static constexpr auto fields =
        field_list(required("low", &IntervalBelief::low, any_finite, Unit::inherited, "The lowest value possible."),
                   required("high", &IntervalBelief::high, any_finite, Unit::inherited, "The highest value possible."));
    bool operator==(IntervalBelief const&) const = default;

    void check(FieldFaults& faults) const {
        if (!(low < high)) {
            faults.add("high", "is not above `low`", "give a point as a plain number, and a range from low to high");
        }
    }
    /// The place at part p of the way from the lower to the upper bound, and no probability.
    [[nodiscard]] double quantile(double p) const { return std::clamp(low + p * (high - low), low, high); }
    /// The middle, where a single run is made.
    [[nodiscard]] double mean() const { return low + (high - low) / 2; }
    [[nodiscard]] double lowest() const { return low; }
    [[nodiscard]] double highest() const { return high; }
};

}  // namespace riskpool
