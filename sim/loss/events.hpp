// What one source produces for the cells of a block, before any policy terms.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/id.hpp"

namespace riskpool {

/// The events of one source, cell after cell (a cell is one year of one trial), as columns. An event hits one
/// insured or several: each hit is a row. Columns that a source does not need stay empty, and cost nothing.
struct EventColumns {
    std::vector<std::uint32_t> count;      // per cell: its number of events
    std::vector<std::uint32_t> row_count;  // per event: its number of rows; empty when each event has exactly one
    std::vector<float> time;               // per event: part of the year gone, in [0, 1); empty unless asked for
    std::vector<double> index;             // per event: reading of an index, 0 or more; empty when none is reported
    std::vector<float> delay;              // per event: years until it is reported; empty when all are at once
    std::vector<InsuredId> insured;        // per row; empty when all rows hit `sole_insured`
    InsuredId sole_insured;
    std::vector<double> damage;        // per row, money: ground-up loss to property (or any loss that is an amount)
    std::vector<double> stock;         // per row, money: ground-up loss of work in progress; may be empty
    std::vector<double> restart_days;  // per row: days without any output; may be empty (then so is ramp_days)
    std::vector<double> ramp_days;     // per row: days in which output climbs in a straight line back to normal
    std::vector<double> output_lost;   // per row: part of the output that these days cost; empty when all of it

    [[nodiscard]] std::size_t events() const { return row_count.empty() ? damage.size() : row_count.size(); }
    [[nodiscard]] std::size_t rows() const { return damage.size(); }
    [[nodiscard]] InsuredId insured_of(std::size_t row) const { return insured.empty() ? sole_insured : insured[row]; }

    /// Empties every column and keeps the memory.
    void clear() {
        count.clear();
        row_count.clear();
        time.clear();
        index.clear();
        delay.clear();
        insured.clear();
        damage.clear();
        stock.clear();
        restart_days.clear();
        ramp_days.clear();
        output_lost.clear();
    }
};

}  // namespace riskpool
