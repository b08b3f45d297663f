// Uniform numbers by the batch: the same bits as uniform() of sim/base/random.hpp, many at a time.
#pragma once

#include <cstdint>
#include <span>

#include "sim/base/random.hpp"

namespace riskpool {

/// u[c] = uniform(stream, cell c, index): one number in (0, 1) for each cell.
/// Shape: u.size() == range.size().
void fill_cell_uniforms(Stream stream, CellRange const& range, std::uint32_t index, std::span<double> u);

/// For each cell c in order its numbers uniform(stream, cell c, 0 .. counts[c] - 1), cell after cell, without gaps.
/// Shape: counts.size() == range.size(), u.size() == sum of counts. Takes no memory from the heap.
void fill_event_uniforms(Stream stream, CellRange const& range, std::span<std::uint32_t const> counts,
                         std::span<double> u);

}  // namespace riskpool
