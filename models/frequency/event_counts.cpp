#include "models/frequency/event_counts.hpp"

#include <algorithm>

#include "models/draw/uniforms.hpp"

namespace riskpool {

void fill_count_uniforms(SampleRequest const& request, std::uint32_t purpose, std::vector<double>& u) {
    u.resize(request.cells.size());
    if (request.drive.uniforms.empty()) {
        fill_cell_uniforms(request.stream(purpose), request.cells, 0, u);
    } else {
        std::copy(request.drive.uniforms.begin(), request.drive.uniforms.end(), u.begin());
    }
}

void EventCounts::draw(SampleRequest const& request, std::uint32_t purpose, std::vector<double>& u,
                       std::vector<std::uint32_t>& counts) const {
    fill_count_uniforms(request, purpose, u);
    counts.resize(u.size());
    if (request.drive.rate_factors.empty()) {
        table_.draw(u, counts);
    } else {
        scaled_.draw(u, request.drive.rate_factors, counts);
    }
    for (std::size_t c = 0; c < request.drive.more_events.size(); ++c) counts[c] += request.drive.more_events[c];
}

}  // namespace riskpool
