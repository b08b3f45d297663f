// How a scenario with uncertain numbers is run, and which of them move together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

/// The outer loop: how many values are drawn for each uncertain number, and which band is told.
struct Uncertainty {
    std::uint32_t draws = 100;
    double band = 0.9;

    static constexpr std::string_view kind = "uncertainty";
    static constexpr std::string_view about =
        "How uncertain numbers are run: each draw of all of them has as many trials as the scenario says.";
    static constexpr auto fields =
        field_list(optional("draws", &Uncertainty::draws, Bound{0, 1'000'000, false, false, "between 0 and 1000000"},
                            Unit::count, "Draws of the uncertain numbers; 0 runs their means only."),
                   optional("band", &Uncertainty::band, open_unit_interval, Unit::fraction,
                            "The part of the draws within the credible band of each figure."));

    void check(FieldFaults& faults) const {
        if (draws == 1)
            faults.add("draws", "is 1, and one draw shows no spread", "write 0 for the means alone, or 2 or more");
    }
};

/// Beliefs of the scenario by their names; numbers refer to them with `{belief: name}`.
struct BeliefNames {
    std::vector<std::string> list;
};

/// Two beliefs whose draws go together.
struct BeliefCorrelation {
    std::string first;
    std::string second;
    double rank = 0;

    static constexpr std::string_view kind = "belief_correlation";
    static constexpr std::string_view about =
        "Two beliefs of the scenario that are high or low together, by a Gaussian copula.";
    static constexpr auto fields =
        field_list(required("first", &BeliefCorrelation::first, "Name of a belief of the scenario."),
                   required("second", &BeliefCorrelation::second, "Name of another one."),
                   required("rank", &BeliefCorrelation::rank, Bound{-1, 1, false, false, "between -1 and 1"},
                            Unit::none, "Their rank correlation (Spearman)."));
};

}  // namespace riskpool
