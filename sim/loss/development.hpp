// Losses that become known over years: what is reported of an event grows, and each year's part of it is booked in the
// year in which it is reported.
#pragma once

#include <span>

#include "sim/loss/assemble.hpp"
#include "sim/loss/event_cells.hpp"

namespace riskpool {

/// Memory that `develop` keeps from block to block.
struct DevelopmentScratch {
    SourcePart ultimate;
    CellOffsets offsets;
};

/// Replaces each event of a source by one event for each year in which a part of its loss is reported: part k of the
/// loss, k years later, at the same time of the year and with the same rows and delay. The losses are those after
/// policy terms, so that deductible and limit apply once, to the whole. The reading of an index is reported with the
/// event itself, in its own year. What would be reported after the last year is left out.
/// Shape: parts add up to 1; cells are whole trials.
void develop(CellRange const& cells, std::span<double const> parts, DevelopmentScratch& scratch, SourcePart& part);

}  // namespace riskpool
