// What a run tells of how its losses hang together.
#pragma once

#include <string_view>

#include "sim/base/describe.hpp"

namespace riskpool {

struct Together {
    double level = 0.995;

    static constexpr std::string_view kind = "together";
    static constexpr std::string_view about =
        "How the yearly losses of every two pools, sources and members hang together: Pearson's correlation, Kendall's "
        "tau, and how often both exceed their VaR in the same year.";
    static constexpr auto fields =
        field_list(optional("level", &Together::level, Bound{0, 1, true, true, "strictly between 0 and 1"},
                            Unit::fraction, "Level of the VaR that both exceed."));
    bool operator==(Together const&) const = default;
};

}  // namespace riskpool
