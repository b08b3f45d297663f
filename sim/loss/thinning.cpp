#include "sim/loss/thinning.hpp"

#include <cstddef>
#include <vector>

namespace riskpool {

namespace {

/// Moves the marked values of a column to its front; nothing where the source leaves the column out.
template <class T>
void compress(std::span<std::uint8_t const> kept, std::vector<T>& column) {
    if (column.empty()) return;
    std::size_t to = 0;
    for (std::size_t from = 0; from < column.size(); ++from) {
        column[to] = column[from];
        to += kept[from];
    }
    column.resize(to);
}

}  // namespace

void keep_only(std::span<std::uint8_t const> events_kept, std::span<std::uint8_t> rows_kept, EventColumns& events) {
    // Rows are numbered only where an event has other than one.
    bool one_row_each = events.row_count.empty();
    if (one_row_each) {
        for (std::size_t e = 0; e < events_kept.size(); ++e)
            one_row_each = one_row_each && events_kept[e] <= rows_kept[e];
        if (!one_row_each) events.row_count.assign(events_kept.size(), 1);
    }
    std::size_t event = 0, row = 0;
    for (std::uint32_t& count : events.count) {
        std::uint32_t left = 0;
        for (const std::size_t end = event + count; event < end; ++event) {
            const std::size_t rows = events.row_count.empty() ? 1 : events.row_count[event];
            std::uint32_t rows_left = 0;
            for (const std::size_t last = row + rows; row < last; ++row) {
                rows_kept[row] &= events_kept[event];
                rows_left += rows_kept[row];
            }
            if (!events.row_count.empty()) events.row_count[event] = rows_left;
            left += events_kept[event];
        }
        count = left;
    }
    compress(events_kept, events.row_count);
    compress(events_kept, events.time);
    compress(events_kept, events.index);
    compress(events_kept, events.delay);
    compress<InsuredId>(rows_kept, events.insured);
    for (auto* column : {&events.damage, &events.stock, &events.restart_days, &events.ramp_days, &events.output_lost}) {
        compress(rows_kept, *column);
    }
}

}  // namespace riskpool
