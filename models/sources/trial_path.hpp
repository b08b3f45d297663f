// The events of one whole trial, gathered in any order and written year by year.
#pragma once

#include <cstdint>
#include <vector>

#include "models/sources/event_rows.hpp"

namespace riskpool {

/// For models whose years hang together: a project that fails in its third year, claims that come up long after their
/// cause. Such a model builds the whole path of a trial from the trial's own streams, so that no year depends on how
/// trials are cut into blocks. Memory is kept from trial to trial.
class TrialPath {
public:
    void clear() {
        events_.clear();
        rows_.clear();
    }
    /// Begins an event `time` years after the start of the trial; the rows that follow are its own.
    void begin_event(double time, EventReading const& reading = {}) {
        events_.push_back({time, reading, static_cast<std::uint32_t>(rows_.size())});
    }
    void add_row(InsuredId insured, RowLoss const& loss) { rows_.push_back({insured, loss}); }

    [[nodiscard]] std::size_t events() const { return events_.size(); }

    /// Appends the counts of `years` years and their events in order of time. Events outside these years are left out.
    void write(std::uint32_t years, ColumnsUsed used, bool times_wanted, EventColumns& events);

private:
    struct Event {
        double time = 0;
        EventReading reading;
        std::uint32_t first_row = 0;
    };
    struct Row {
        InsuredId insured;
        RowLoss loss;
    };
    std::vector<Event> events_;
    std::vector<Row> rows_;
    std::vector<std::uint32_t> order_;
};

}  // namespace riskpool
