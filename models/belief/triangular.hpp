// Triangular law: the density rises in a line from the lowest value to the most likely one, and falls in a line from
// there.
#pragma once

#include <string_view>

#include "sim/scenario/belief.hpp"

namespace riskpool {

struct Triangular {
    double low = 0;
    double mode = 0;
    double high = 0;

    static constexpr std::string_view kind = "triangular";
    static constexpr std::string_view about =
        "Between a low and a high value, with a density of two straight lines that meet at the most likely value. It "
        "puts more weight on the ends than `pert` does.";
    static constexpr auto fields =
        field_list(required("low", &Triangular::low, any_finite, Unit::inherited, "The lowest value possible."),
                   required("mode", &Triangular::mode, any_finite, Unit::inherited, "The most likely value."),
                   required("high", &Triangular::high, any_finite, Unit::inherited, "The highest value possible."));
    bool operator==(Triangular const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double log_density(double x) const;
    [[nodiscard]] double mean() const { return low + ((mode - low) + (high - low)) / 3; }
    [[nodiscard]] double variance() const;
    [[nodiscard]] double lowest() const { return low; }
    [[nodiscard]] double highest() const { return high; }
};

}  // namespace riskpool
