// Rows of events as a model computes them, and the columns that they go into.
#pragma once

#include <cstddef>
#include <cstdint>

#include "models/sources/hit.hpp"
#include "sim/loss/events.hpp"

namespace riskpool {

/// What one event does to one insured, before policy terms.
struct RowLoss {
    double damage = 0;  // money
    double stock = 0;   // money
    double restart_days = 0;
    double ramp_days = 0;
    double output_lost = 1;  // part of the output that these days cost

    [[nodiscard]] bool nothing() const noexcept {
        return !(damage > 0 || stock > 0 || restart_days > 0 || ramp_days > 0);
    }
};

/// Which columns a source fills beside counts, rows, insureds and damage. A source fills the same ones in every block.
struct ColumnsUsed {
    bool stock = false;
    bool downtime = false;
    bool output_lost = false;  // needs downtime
    bool index = false;
    bool delay = false;
};

inline void append_row(EventColumns& events, ColumnsUsed used, InsuredId insured, RowLoss const& row) {
    events.insured.push_back(insured);
    events.damage.push_back(row.damage);
    if (used.stock) events.stock.push_back(row.stock);
    if (!used.downtime) return;
    events.restart_days.push_back(row.restart_days);
    events.ramp_days.push_back(row.ramp_days);
    if (used.output_lost) events.output_lost.push_back(row.output_lost);
}

/// Ends an event whose rows are those from `first_row` on.
inline void end_event(EventColumns& events, ColumnsUsed used, std::size_t first_row, EventReading const& reading = {}) {
    events.row_count.push_back(static_cast<std::uint32_t>(events.rows() - first_row));
    if (used.index) events.index.push_back(reading.index);
    if (used.delay) events.delay.push_back(static_cast<float>(reading.delay));
}

}  // namespace riskpool
