// Beta law of a number between two ends, such as a probability.
#pragma once

#include <string_view>

#include "sim/scenario/belief.hpp"

namespace riskpool {

struct BetaBelief {
    double a = 1;
    double b = 1;
    double low = 0;
    double high = 1;

    static constexpr std::string_view kind = "beta";
    static constexpr std::string_view about =
        "Beta law between two ends: mean low + (high - low) a / (a + b). As the belief about a probability, a hits "
        "among "
        "a + b trials would say the same.";
    static constexpr auto fields =
        field_list(required("a", &BetaBelief::a, positive, Unit::none, "First shape: weight of high values."),
                   required("b", &BetaBelief::b, positive, Unit::none, "Second shape: weight of low values."),
                   optional("low", &BetaBelief::low, any_finite, Unit::inherited, "The lowest value possible."),
                   optional("high", &BetaBelief::high, any_finite, Unit::inherited, "The highest value possible."));
    bool operator==(BetaBelief const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const;
};

}  // namespace riskpool
