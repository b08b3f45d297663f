// When events happen within their year.
#pragma once

#include <vector>

#include "models/draw/uniforms.hpp"
#include "sim/loss/events.hpp"

namespace riskpool {

/// The last time of a year: the float below 1.
inline constexpr float end_of_year = 0.99999994F;

/// A part of the year as events carry it. A number just below 1 would round to 1 as a float: it ends the year.
inline float event_time(double year_gone) {
    const auto t = static_cast<float>(year_gone);
    return t < end_of_year ? t : end_of_year;
}

/// Gives each event of `events` (whose counts are there) a time uniform in [0, 1). `u` is memory to work in.
inline void draw_event_times(Stream stream, CellRange const& cells, EventColumns& events, std::vector<double>& u) {
    u.resize(events.events());
    fill_event_uniforms(stream, cells, events.count, u);
    events.time.resize(u.size());
    for (std::size_t e = 0; e < u.size(); ++e) events.time[e] = event_time(u[e]);
}

}  // namespace riskpool
