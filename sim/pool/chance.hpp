// The interface between chance and what is not loss: whether a recovery is disputed, what a fund earns. The numbers are
// drawn in models/credit; what follows from them is pure.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "sim/base/random.hpp"

namespace riskpool {

/// What a number is drawn for.
enum class ChanceOf : std::uint8_t { dispute, fund_return };

/// Uniform numbers, one for each cell: immutable, called from several threads at once.
class CellChance {
public:
    virtual ~CellChance() = default;
    /// Fills u[c] with a number in (0, 1) for cell c, independent of all others, for the `what` of that `number` (of a
    /// line, of a fund; below 2^24). Shape: u.size() == cells.size(). Depends on seed, what, number, trial and year.
    virtual void fill(CellRange const& cells, std::uint64_t seed, ChanceOf what, std::uint32_t number,
                      std::span<double> u) const = 0;
};

/// A number for `fill` that follows from names alone, so that nothing else in a scenario moves it. Two that share a
/// number share their luck; of 100 there is a chance of 3 in 10,000 that any two do.
[[nodiscard]] std::uint32_t chance_number(std::string_view first, std::string_view second = {},
                                          std::string_view third = {}) noexcept;

}  // namespace riskpool
