#include "sim/loss/development.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace riskpool {

namespace {

/// Appends `part` times from[begin, end) to a column, if it is there at all.
void append_scaled(std::vector<double> const& from, std::size_t begin, std::size_t end, double part,
                   std::vector<double>& to) {
    if (from.empty()) return;
    for (std::size_t r = begin; r < end; ++r) to.push_back(part * from[r]);
}

/// Appends what is reported of the events of `year` of a trial in the cell that is being written.
void append_reported(SourcePart const& ultimate, CellOffsets const& offsets, std::size_t cell, double part, bool first,
                     SourcePart& to) {
    EventColumns const& from = ultimate.events;
    EventColumns& events = to.events;
    std::size_t row = offsets.row[cell];
    for (std::size_t e = offsets.event[cell]; e < offsets.event[cell + 1]; ++e) {
        const std::size_t rows = from.row_count.empty() ? 1 : from.row_count[e];
        const double index = first && !from.index.empty() ? from.index[e] : 0;
        const std::size_t begin = std::exchange(row, row + rows);
        if (part == 0 && index == 0) continue;
        ++events.count.back();
        if (!from.row_count.empty()) events.row_count.push_back(from.row_count[e]);
        if (!from.time.empty()) events.time.push_back(from.time[e]);
        if (!from.index.empty()) events.index.push_back(index);
        if (!from.delay.empty()) events.delay.push_back(from.delay[e]);
        if (!from.insured.empty()) {
            events.insured.insert(events.insured.end(), from.insured.begin() + static_cast<std::ptrdiff_t>(begin),
                                  from.insured.begin() + static_cast<std::ptrdiff_t>(row));
        }
        append_scaled(from.damage, begin, row, part, events.damage);
        append_scaled(ultimate.insured_loss, begin, row, part, to.insured_loss);
        append_scaled(ultimate.ground_up, begin, row, part, to.ground_up);
    }
}

}  // namespace

void develop(CellRange const& cells, std::span<double const> parts, DevelopmentScratch& scratch, SourcePart& part) {
    std::swap(scratch.ultimate, part);
    SourcePart const& ultimate = scratch.ultimate;
    part.events.clear();
    part.insured_loss.clear();
    part.ground_up.clear();
    part.aggregate = ultimate.aggregate;
    part.plain = ultimate.plain;
    part.events.sole_insured = ultimate.events.sole_insured;
    if (ultimate.plain) scratch.ultimate.insured_loss.clear();
    scratch.offsets.find(ultimate.events);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        part.events.count.push_back(0);
        const std::size_t last = std::min<std::size_t>(c % cells.years, parts.size() - 1);
        for (std::size_t k = 0; k <= last; ++k) {
            append_reported(ultimate, scratch.offsets, c - k, parts[k], k == 0, part);
        }
    }
}

}  // namespace riskpool
