// What the uncertain numbers of a scenario are in each draw of a run, and at each corner of its intervals.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/run/corners.hpp"
#include "sim/scenario/load.hpp"

namespace riskpool {

class OuterValues {
public:
    /// Of a scenario in which something is uncertain. If all of it is known by bounds only, there is one draw.
    OuterValues(LoadedScenario const& loaded, std::uint64_t seed, std::uint32_t draws);

    [[nodiscard]] std::uint32_t draws() const { return draws_; }
    [[nodiscard]] std::vector<Corner> const& corners() const { return corners_; }

    /// Which alternative of the scenario a draw takes; none if it has none.
    [[nodiscard]] std::optional<std::size_t> alternative(std::uint64_t draw) const;

    /// The values in a draw (the means of the scenario as written for none), with intervals at a corner (in their
    /// middles for none).
    [[nodiscard]] DrawnValues at(std::optional<std::uint64_t> draw, Corner const* corner) const;

private:
    [[nodiscard]] double probability(std::uint64_t draw, std::string const& unknown) const;

    std::vector<Unknown> written_;                    // unknowns of the scenario as written
    std::vector<std::vector<Unknown>> alternatives_;  // and of each alternative
    std::vector<double> weights_;                     // of the alternatives, cumulated
    std::uint32_t draws_;
    std::map<std::string, std::size_t> laws_, intervals_;  // positions of unknowns by name
    std::vector<double> probabilities_;                    // draws x laws
    std::vector<Corner> corners_;
};

}  // namespace riskpool
