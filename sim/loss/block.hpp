// The block: the events of a run of whole trials as columns, all sources together, in order of time if asked for.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/base/random.hpp"

namespace riskpool {

/// Insured losses of a range of cells. Offsets lead from cell to events and from event to rows.
struct LossBlock {
    CellRange cells;
    std::vector<std::uint32_t> event_begin;  // per cell: its first event; one more entry for the end
    std::vector<std::uint32_t> row_begin;    // per event: its first row; one more entry for the end
    std::vector<float> time;                 // per event: part of the year gone; empty unless the plan needs time
    std::vector<SourceId> source;            // per event; empty unless the plan asks for it
    std::vector<double> index;               // per event: reading of the index that its source reports, 0 where it
                                             // reports none; empty unless a treaty reads it
    std::vector<float> delay;                // per event: years until it is reported, 0 where its source does not say;
                                             // empty unless a treaty reads it
    std::vector<std::uint8_t> aggregate;     // per event: 1 for a yearly sum, which no event cover sees
    std::vector<InsuredId> insured;          // per row
    std::vector<double> loss;                // per row: loss after the original policy terms
    std::vector<double> ground_up;           // per row: loss before any terms; empty unless the plan reports it
    bool has_aggregates = false;             // at least one event is a yearly sum
    bool single_rows = false;                // every event has exactly one row, so event index == row index

    [[nodiscard]] std::size_t events() const { return row_begin.empty() ? 0 : row_begin.size() - 1; }
    [[nodiscard]] std::size_t rows() const { return loss.size(); }
    /// First row of a cell.
    [[nodiscard]] std::uint32_t cell_row_begin(std::size_t cell) const { return row_begin[event_begin[cell]]; }
};

}  // namespace riskpool
