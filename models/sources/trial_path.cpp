#include "models/sources/trial_path.hpp"

#include <algorithm>
#include <numeric>

#include "models/draw/event_times.hpp"

namespace riskpool {

void TrialPath::write(std::uint32_t years, ColumnsUsed used, bool times_wanted, EventColumns& events) {
    const std::size_t first_cell = events.count.size();
    events.count.resize(first_cell + years, 0);
    order_.resize(events_.size());
    std::iota(order_.begin(), order_.end(), 0U);
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return events_[a].time < events_[b].time; });
    for (const std::uint32_t e : order_) {
        const double time = events_[e].time;
        if (!(time >= 0 && time < years)) continue;
        const auto year = static_cast<std::uint32_t>(time);
        ++events.count[first_cell + year];
        const std::size_t first_row = events.rows();
        const std::size_t end = e + 1 < events_.size() ? events_[e + 1].first_row : rows_.size();
        for (std::size_t r = events_[e].first_row; r < end; ++r) {
            append_row(events, used, rows_[r].insured, rows_[r].loss);
        }
        end_event(events, used, first_row, events_[e].reading);
        if (times_wanted) events.time.push_back(event_time(time - year));
    }
}

}  // namespace riskpool
