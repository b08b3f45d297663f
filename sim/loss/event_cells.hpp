// Events of a source cell by cell: scaled, summed, and taken from one set of columns into another.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/loss/events.hpp"

namespace riskpool {

/// Multiplies every loss of each cell by its factor: amounts, and the days that amounts follow from.
/// Shape: factors.size() == events.count.size(). `work` is memory to work in.
void scale_losses(std::span<double const> factors, std::vector<double>& work, EventColumns& events);

/// Where the events and rows of each cell begin, and the end.
struct CellOffsets {
    std::vector<std::uint32_t> event;
    std::vector<std::uint32_t> row;

    void find(EventColumns const& events);
};

/// Sums a value of each row by cell. Shape: value.size() == rows, total.size() == cells.
void sum_by_cell(CellOffsets const& offsets, std::span<double const> value, std::span<double> total);

/// Appends the events of cell `cell` of `from`, with their count, to `to`. A column that only some of the sets from
/// which `to` is put together have reads 0 (or one row, or the sole insured) for the others.
void append_cell(EventColumns const& from, CellOffsets const& offsets, std::size_t cell, EventColumns& to);

}  // namespace riskpool
