#include "sim/loss/event_cells.hpp"

#include <algorithm>
#include <numeric>

namespace riskpool {

namespace {

/// Appends from[begin, end) to a column that has `before` entries where it is filled at all.
template <class T>
void append_column(std::vector<T> const& from, std::size_t begin, std::size_t end, std::size_t before, T missing,
                   std::vector<T>& to) {
    if (from.empty()) {
        if (!to.empty()) to.resize(before + (end - begin), missing);
        return;
    }
    to.resize(before, missing);
    to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(begin),
              from.begin() + static_cast<std::ptrdiff_t>(end));
}

}  // namespace

void scale_losses(std::span<double const> factors, std::vector<double>& work, EventColumns& events) {
    // The factor of each row. Most cells have a few rows or none: four writes have no branch on how many, and what is
    // written too much is overwritten by the next cell.
    constexpr std::size_t few = 4;
    work.resize(events.rows() + few);
    double* of_row = work.data();
    std::uint32_t const* rows_of_event = events.row_count.data();
    for (std::size_t c = 0; c < factors.size(); ++c) {
        std::size_t rows = events.count[c];
        if (!events.row_count.empty()) {
            rows = std::accumulate(rows_of_event, rows_of_event + events.count[c], std::size_t{0});
            rows_of_event += events.count[c];
        }
        std::fill_n(of_row, few, factors[c]);
        if (rows > few) std::fill_n(of_row + few, rows - few, factors[c]);
        of_row += rows;
    }
    for (auto* column : {&events.damage, &events.stock, &events.restart_days, &events.ramp_days}) {
        for (std::size_t r = 0; r < column->size(); ++r) (*column)[r] *= work[r];
    }
}

void CellOffsets::find(EventColumns const& events) {
    event.assign(events.count.size() + 1, 0);
    for (std::size_t c = 0; c < events.count.size(); ++c) event[c + 1] = event[c] + events.count[c];
    if (events.row_count.empty()) {
        row = event;
        return;
    }
    row.assign(event.size(), 0);
    for (std::size_t c = 0; c < events.count.size(); ++c) {
        row[c + 1] = row[c];
        for (std::size_t e = event[c]; e < event[c + 1]; ++e) row[c + 1] += events.row_count[e];
    }
}

void sum_by_cell(CellOffsets const& offsets, std::span<double const> value, std::span<double> total) {
    for (std::size_t c = 0; c < total.size(); ++c) {
        total[c] = 0;
        for (std::size_t r = offsets.row[c]; r < offsets.row[c + 1]; ++r) total[c] += value[r];
    }
}

void append_cell(EventColumns const& from, CellOffsets const& offsets, std::size_t cell, EventColumns& to) {
    const std::size_t event = offsets.event[cell], event_end = offsets.event[cell + 1];
    const std::size_t row = offsets.row[cell], row_end = offsets.row[cell + 1];
    const std::size_t events = to.events(), rows = to.rows();
    to.count.push_back(static_cast<std::uint32_t>(event_end - event));
    append_column(from.row_count, event, event_end, events, std::uint32_t{1}, to.row_count);
    append_column(from.time, event, event_end, events, 0.0F, to.time);
    append_column(from.index, event, event_end, events, 0.0, to.index);
    append_column(from.delay, event, event_end, events, 0.0F, to.delay);
    append_column(from.insured, row, row_end, rows, from.insured.empty() ? from.sole_insured : to.sole_insured,
                  to.insured);
    if (from.insured.empty()) to.sole_insured = from.sole_insured;
    append_column(from.damage, row, row_end, rows, 0.0, to.damage);
    append_column(from.stock, row, row_end, rows, 0.0, to.stock);
    append_column(from.restart_days, row, row_end, rows, 0.0, to.restart_days);
    append_column(from.ramp_days, row, row_end, rows, 0.0, to.ramp_days);
    append_column(from.output_lost, row, row_end, rows, 1.0, to.output_lost);
}

}  // namespace riskpool
