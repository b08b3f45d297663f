// Puts the events of all sources of a block together, cell by cell, in order of time if the plan needs it.
#pragma once

#include <span>
#include <vector>

#include "sim/loss/block.hpp"
#include "sim/loss/events.hpp"

namespace riskpool {

/// One source's part of a block: its events, and the insured (and ground-up) loss of each row.
struct SourcePart {
    EventColumns events;
    std::vector<double> insured_loss;
    std::vector<double> ground_up;  // empty unless the plan reports ground-up losses
    bool aggregate = false;
    bool plain = false;  // the damage is the insured loss, which is then left empty

    [[nodiscard]] std::span<double const> losses() const { return plain ? events.damage : insured_loss; }
};

/// Which columns of a block somebody reads; the others stay empty.
struct BlockDemand {
    bool by_time = false;  // events in order of time
    bool insureds = true;  // LossBlock::insured
    bool sources = true;   // LossBlock::source
    bool index = false;    // LossBlock::index
    bool delay = false;    // LossBlock::delay
};

/// Memory that assembling keeps from block to block.
struct AssembleScratch {
    std::vector<std::uint32_t> next_event;
    std::vector<std::uint64_t> order;
    std::vector<std::size_t> copied;  // per source: its rows already in the block
    /// What is left of a source's losses, and its number of events in each cell.
    struct Feed {
        double const* next;
        double const* end;
        std::uint32_t const* count;
    };
    std::vector<Feed> feeds;
    LossBlock unsorted;
};

/// Merges the parts into `block`. Within a cell, events stand in order of (time, source, ordinal) when
/// `demand.by_time`, and of (source, ordinal) otherwise: both depend on nothing but the events themselves.
void assemble_block(CellRange const& cells, std::span<SourcePart const> parts, BlockDemand const& demand,
                    AssembleScratch& scratch, LossBlock& block);

}  // namespace riskpool
