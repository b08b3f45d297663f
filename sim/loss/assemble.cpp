#include "sim/loss/assemble.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace riskpool {

namespace {

struct Totals {
    std::size_t events = 0;
    std::size_t rows = 0;
    bool single_rows = true;
    bool times = true;
    bool ground_up = true;
    bool aggregates = false;
};

Totals measure(std::span<SourcePart const> parts) {
    Totals totals;
    for (auto const& part : parts) {
        totals.events += part.events.events();
        totals.rows += part.events.rows();
        totals.single_rows = totals.single_rows && part.events.row_count.empty();
        totals.times = totals.times && part.events.time.size() == part.events.events();
        totals.ground_up = totals.ground_up && part.ground_up.size() == part.events.rows();
        totals.aggregates = totals.aggregates || part.aggregate;
    }
    return totals;
}

/// First event of each cell, counted over all sources.
void count_events(std::size_t cells, std::span<SourcePart const> parts, std::vector<std::uint32_t>& event_begin) {
    event_begin.assign(cells + 1, 0);
    for (auto const& part : parts) {
        for (std::size_t cell = 0; cell < cells; ++cell) event_begin[cell + 1] += part.events.count[cell];
    }
    for (std::size_t cell = 0; cell < cells; ++cell) event_begin[cell + 1] += event_begin[cell];
}

/// Copies `n` values. Most cells have a few events of a source or none: a copy of fixed length has no branch on n, and
/// what it copies too much is overwritten by the next source. `room` is how many values may be read and written.
template <class T>
void copy_run(T const* from, std::size_t n, std::size_t room, T* to) {
    constexpr std::size_t few = 4;
    if (n <= few && room >= few) [[likely]] {
        std::memcpy(to, from, few * sizeof(T));
    } else if (n > 0) {
        std::memmove(to, from, n * sizeof(T));
    }
}

/// The same where nothing but losses is copied: the case of most blocks, so it keeps what it reads close together.
void copy_losses(std::span<SourcePart const> parts, AssembleScratch& scratch, LossBlock& block) {
    constexpr std::ptrdiff_t few = 4;
    scratch.feeds.clear();
    for (auto const& part : parts) {
        const std::span<double const> losses = part.losses();
        scratch.feeds.push_back({losses.data(), losses.data() + losses.size(), part.events.count.data()});
    }
    const std::span<AssembleScratch::Feed> feeds = scratch.feeds;
    double* to = block.loss.data();
    double* const end = to + block.loss.size();
    const std::size_t cells = block.event_begin.size() - 1;
    for (std::size_t cell = 0; cell < cells; ++cell) {
        for (auto& feed : feeds) {
            const std::uint32_t n = feed.count[cell];
            double const* from = feed.next;
            feed.next += n;
            // What is copied too much is overwritten by the next source.
            if (n <= few && feed.end - from >= few && end - to >= few) [[likely]] {
                std::memcpy(to, from, few * sizeof(double));
            } else if (n > 0) {
                std::memmove(to, from, n * sizeof(double));
            }
            to += n;
        }
    }
}

/// Copies events of one row each, cell by cell: event index == row index, and all sources write one after another.
void copy_single_rows(std::span<SourcePart const> parts, Totals const& totals, AssembleScratch& scratch,
                      LossBlock& block) {
    const bool losses_only = block.insured.empty() && block.source.empty() && !totals.times && !totals.ground_up;
    if (losses_only && !totals.aggregates) {
        copy_losses(parts, scratch, block);
        return;
    }
    scratch.copied.assign(parts.size(), 0);
    const std::size_t cells = block.event_begin.size() - 1;
    std::size_t to = 0;
    for (std::size_t cell = 0; cell < cells; ++cell) {
        for (std::size_t s = 0; s < parts.size(); ++s) {
            SourcePart const& part = parts[s];
            const std::size_t n = part.events.count[cell];
            const std::size_t from = scratch.copied[s];
            const std::span<double const> losses = part.losses();
            const std::size_t room = std::min(losses.size() - from, totals.rows - to);
            copy_run(losses.data() + from, n, room, block.loss.data() + to);
            if (!losses_only) {
                if (!block.source.empty()) std::fill_n(block.source.data() + to, n, SourceId{s});
                if (!block.insured.empty() && part.events.insured.empty()) {
                    std::fill_n(block.insured.data() + to, n, part.events.sole_insured);
                } else if (!block.insured.empty()) {
                    copy_run(part.events.insured.data() + from, n, room, block.insured.data() + to);
                }
                if (totals.times) copy_run(part.events.time.data() + from, n, room, block.time.data() + to);
                if (totals.ground_up) copy_run(part.ground_up.data() + from, n, room, block.ground_up.data() + to);
            }
            if (totals.aggregates)
                std::fill_n(block.aggregate.data() + to, n, static_cast<std::uint8_t>(part.aggregate));
            scratch.copied[s] = from + n;
            to += n;
        }
    }
}

/// Copies events of any number of rows: first the row counts, then the rows.
void scatter_rows(std::span<SourcePart const> parts, Totals const& totals, std::vector<std::uint32_t>& next,
                  LossBlock& block) {
    const std::size_t cells = block.event_begin.size() - 1;
    std::fill(block.row_begin.begin(), block.row_begin.end(), 0U);
    for (std::size_t s = 0; s < parts.size(); ++s) {
        EventColumns const& events = parts[s].events;
        std::size_t from = 0;
        for (std::size_t cell = 0; cell < cells; ++cell) {
            for (std::uint32_t k = 0; k < events.count[cell]; ++k, ++from) {
                const std::uint32_t to = next[cell]++;
                block.row_begin[to + 1] = events.row_count.empty() ? 1U : events.row_count[from];
                if (!block.source.empty()) block.source[to] = SourceId{s};
                block.aggregate[to] = static_cast<std::uint8_t>(parts[s].aggregate);
                if (totals.times) block.time[to] = events.time[from];
            }
        }
    }
    for (std::size_t e = 1; e < block.row_begin.size(); ++e) block.row_begin[e] += block.row_begin[e - 1];
    std::copy(block.event_begin.begin(), block.event_begin.end(), next.begin());
    for (auto const& part : parts) {
        EventColumns const& events = part.events;
        std::size_t from = 0;
        std::size_t event = 0;
        for (std::size_t cell = 0; cell < cells; ++cell) {
            for (std::uint32_t k = 0; k < events.count[cell]; ++k, ++event) {
                const std::uint32_t to = block.row_begin[next[cell]++];
                const std::uint32_t n = events.row_count.empty() ? 1U : events.row_count[event];
                for (std::uint32_t r = 0; r < n; ++r) {
                    if (!block.insured.empty()) block.insured[to + r] = events.insured_of(from + r);
                    block.loss[to + r] = part.losses()[from + r];
                    if (totals.ground_up) block.ground_up[to + r] = part.ground_up[from + r];
                }
                from += n;
            }
        }
    }
}

/// Fills a column that only some sources report, in the order that the events have before they are sorted; the events
/// of the others read 0. A pass of its own, so that the copying above is none the slower where nobody asks for it.
template <class T>
void copy_readings(std::span<SourcePart const> parts, std::vector<T> EventColumns::*column,
                   std::vector<std::size_t>& copied, LossBlock const& block, std::vector<T>& to) {
    to.assign(block.events(), T{0});
    copied.assign(parts.size(), 0);
    std::size_t at = 0;
    for (std::size_t cell = 0; cell + 1 < block.event_begin.size(); ++cell) {
        for (std::size_t s = 0; s < parts.size(); ++s) {
            std::vector<T> const& from = parts[s].events.*column;
            const std::size_t n = parts[s].events.count[cell];
            if (!from.empty()) std::copy_n(from.data() + copied[s], n, to.data() + at);
            copied[s] += n;
            at += n;
        }
    }
}

/// Orders the events of each cell by time; equal times keep the order of sources.
void sort_by_time(AssembleScratch& scratch, LossBlock& block) {
    LossBlock& from = scratch.unsorted;
    std::swap(from, block);
    block = from;
    std::vector<std::uint64_t>& order = scratch.order;
    const bool readings = !from.index.empty() || !from.delay.empty();
    std::uint32_t row_to = 0;
    for (std::size_t cell = 0; cell + 1 < from.event_begin.size(); ++cell) {
        const std::uint32_t begin = from.event_begin[cell];
        const std::uint32_t end = from.event_begin[cell + 1];
        order.clear();
        // Times are not negative, so their bits order as the numbers do.
        for (std::uint32_t e = begin; e < end; ++e) {
            order.push_back((std::uint64_t{std::bit_cast<std::uint32_t>(from.time[e])} << 32U) | e);
        }
        if (order.size() > 1) std::sort(order.begin(), order.end());
        for (std::uint32_t k = 0; k < order.size(); ++k) {
            const auto e = static_cast<std::uint32_t>(order[k]);
            const std::uint32_t to = begin + k;
            block.time[to] = from.time[e];
            if (!from.source.empty()) block.source[to] = from.source[e];
            block.aggregate[to] = from.aggregate[e];
            if (readings) {
                if (!from.index.empty()) block.index[to] = from.index[e];
                if (!from.delay.empty()) block.delay[to] = from.delay[e];
            }
            block.row_begin[to] = row_to;
            for (std::uint32_t r = from.row_begin[e]; r < from.row_begin[e + 1]; ++r, ++row_to) {
                if (!from.insured.empty()) block.insured[row_to] = from.insured[r];
                block.loss[row_to] = from.loss[r];
                if (!from.ground_up.empty()) block.ground_up[row_to] = from.ground_up[r];
            }
        }
    }
}

}  // namespace

void assemble_block(CellRange const& cells, std::span<SourcePart const> parts, BlockDemand const& demand,
                    AssembleScratch& scratch, LossBlock& block) {
    const Totals totals = measure(parts);
    // What the block before left in these columns still holds, so that they are not written again.
    const std::size_t numbered = block.single_rows ? block.row_begin.size() : 0;  // row_begin[e] == e up to here
    const bool no_aggregates = !block.has_aggregates;
    block.cells = cells;
    count_events(cells.size(), parts, block.event_begin);
    block.row_begin.resize(totals.events + 1);
    block.source.resize(demand.sources ? totals.events : 0);
    block.aggregate.resize(totals.events);
    block.insured.resize(demand.insureds ? totals.rows : 0);
    block.loss.resize(totals.rows);
    block.time.resize(totals.times ? totals.events : 0);
    block.ground_up.resize(totals.ground_up ? totals.rows : 0);
    block.single_rows = totals.single_rows;
    block.has_aggregates = totals.aggregates;
    if (totals.single_rows) {
        for (std::size_t e = numbered; e < block.row_begin.size(); ++e) {
            block.row_begin[e] = static_cast<std::uint32_t>(e);
        }
        if (!totals.aggregates && !no_aggregates) std::fill(block.aggregate.begin(), block.aggregate.end(), 0);
        copy_single_rows(parts, totals, scratch, block);
    } else {
        scratch.next_event = block.event_begin;
        scatter_rows(parts, totals, scratch.next_event, block);
    }
    block.index.clear();
    block.delay.clear();
    if (demand.index) copy_readings(parts, &EventColumns::index, scratch.copied, block, block.index);
    if (demand.delay) copy_readings(parts, &EventColumns::delay, scratch.copied, block, block.delay);
    if (demand.by_time) sort_by_time(scratch, block);
}

}  // namespace riskpool
