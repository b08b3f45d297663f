// When events happen within their year.
#pragma once

#include <vector>

#include "models/draw/uniforms.hpp"
#include "sim/loss/events.hpp"

namespace riskpool {

/// Gives each event of `events` (whose counts are there) a time uniform in [0, 1). `u` is memory to work in.
inline void draw_event_times(Stream stream, CellRange const& cells, EventColumns& events, std::vector<double>& u) {
    u.resize(events.events());
    fill_event_uniforms(stream, cells, events.count, u);
    events.time.resize(u.size());
    // A uniform just below 1 would round to 1 as a float: the next float below 1 ends the year.
    constexpr float last = 0.99999994F;
    for (std::size_t e = 0; e < u.size(); ++e) {
        const auto t = static_cast<float>(u[e]);
        events.time[e] = t < last ? t : last;
    }
}

}  // namespace riskpool
