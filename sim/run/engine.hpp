// The engine: runs a plan over a range of trials on all cores, block by block, in bounded memory. The result depends
// on the plan and the range alone: the same bits for any number of threads and any size of blocks.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

#include "sim/ledger/transfer.hpp"
#include "sim/metric/leaf.hpp"
#include "sim/metric/metric_row.hpp"
#include "sim/metric/tail.hpp"
#include "sim/run/plan.hpp"

namespace riskpool {

/// Trials first, first + 1, ..., first + count - 1. `first` is a multiple of leaf_trials.
struct TrialRange {
    std::uint64_t first = 0;
    std::uint64_t count = 0;
};

/// How to run; nothing in here changes a result.
struct RunSettings {
    int threads = 0;                         // 0: all cores
    std::uint32_t leaves_in_block = 0;       // size of a block in leaves of 64 trials; 0: the engine chooses
    std::uint32_t events_in_slice = 32'768;  // a worker computes a block in slices of about so many events
    std::function<void(std::uint64_t done, std::uint64_t of)> progress;  // called from one thread at a time
    std::stop_token stop;                                                // asks to end after the blocks under way
};

/// One finished block: the values of each column, and their sums by leaves.
struct FinishedBlock {
    std::uint64_t first_trial = 0;
    std::uint32_t trials = 0;
    std::span<std::vector<double> const> columns;
    std::span<std::vector<LeafSums> const> leaves;
    std::span<PairLeaf const> pairs;  // leaf after leaf, all pairs of the plan of each
};

/// Where finished blocks go, in order of trials; called from one thread at a time.
using BlockSink = std::function<void(FinishedBlock const& block)>;

/// Runs the trials of `range`, which begins at a multiple of leaf_trials.
void run_blocks(Plan const& plan, TrialRange range, RunSettings const& settings, BlockSink const& sink);

/// Where each finished block goes, in order of trials; called from one thread at a time.
using TrialSink =
    std::function<void(std::uint64_t first_trial, std::uint32_t trials, std::span<std::vector<double> const> columns)>;

/// The state of a run: sums by leaves and exact tails of every column. States of ranges that follow one another add
/// up to the state of the whole, bit for bit.
struct RunState {
    TrialRange range;  // what was done: shorter than asked for if the run was stopped
    std::vector<SeriesSums> sums;
    std::vector<Tail> tails;
    TogetherState together;

    /// Adds the state of the range that follows. Throws std::invalid_argument if it does not follow at a leaf's end.
    void merge(RunState const& next);
};

/// An empty state for a run of `total` trials in all: its tails keep what the plan's metrics read of that many.
[[nodiscard]] RunState open_state(Plan const& plan, std::uint64_t first_trial, std::uint64_t total);

/// Runs the trials of `range` and adds them to `state`, which ends where the range begins.
void run_trials(Plan const& plan, TrialRange range, RunSettings const& settings, TrialSink const& sink,
                RunState& state);

/// All metrics of all series. Empties the tails of `state`.
[[nodiscard]] std::vector<MetricRow> measure(Plan const& plan, RunState& state);
/// The metrics of one column, of its sums and its tail in descending order; none of a column that is not measured.
[[nodiscard]] std::vector<MetricRow> measure_column(Plan const& plan, std::size_t column, SeriesSums const& sums,
                                                    std::span<double const> tail);
/// All metrics, from those of each column.
[[nodiscard]] std::vector<MetricRow> join_metrics(Plan const& plan, std::span<SeriesSums const> sums,
                                                  std::span<std::vector<MetricRow> const> by_column);

/// The mean yearly amount of each ledger line.
[[nodiscard]] std::vector<TransferRow> mean_transfers(Plan const& plan, std::span<SeriesSums const> sums);

}  // namespace riskpool
