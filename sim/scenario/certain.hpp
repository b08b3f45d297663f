// Which numbers of a scenario a belief may stand for.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace riskpool {

/// The fields of a scenario whose numbers say what a run is, measures and keeps: they are the same in all draws.
inline constexpr std::array<std::string_view, 9> certain_fields{
    "schema", "years", "trials", "seed", "metrics", "output", "uncertainty", "belief_correlation", "alternatives"};

/// True unless the path leads into one of them.
constexpr bool may_be_uncertain(std::string_view path) {
    const std::string_view root = path.substr(0, std::min(path.find_first_of(".["), path.size()));
    return std::find(certain_fields.begin(), certain_fields.end(), root) == certain_fields.end();
}

}  // namespace riskpool
