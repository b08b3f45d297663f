#include "sim/run/engine.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <stdexcept>

namespace riskpool {

namespace {

/// One block on its way through the pipeline; its memory goes round.
struct BlockResult {
    std::uint64_t first_trial = 0;
    std::uint32_t trials = 0;
    std::vector<std::vector<double>> columns;
    std::vector<std::vector<LeafSums>> leaves;  // per column
    std::vector<PairLeaf> pairs;
};

/// What one worker keeps: memory, and how many events its trials have had (which sets the size of slices only).
struct Worker {
    BlockScratch scratch;
    TogetherScratch together = {};
    std::uint64_t trials = 0;
    std::uint64_t events = 0;
};

std::uint32_t years_of(ColumnDescription const& column, std::uint32_t years) {
    return column.basis == Basis::path ? 1 : years;
}

/// About 1280 years a block keep the working set in the second-level cache.
std::uint32_t choose_leaves(std::uint32_t years) {
    return std::max(1U, 1280U / (static_cast<std::uint32_t>(leaf_trials) * years));
}

/// A block of at least so many trials that holds whole batches.
std::uint64_t together(std::uint64_t trials, std::uint64_t batch) {
    return batch == 0 ? trials : (trials + batch - 1) / batch * batch;
}

void compute(Plan const& plan, RunSettings const& settings, Worker& worker, BlockResult& block) {
    const std::uint32_t years = plan.years();
    for (std::size_t k = 0; k < block.columns.size(); ++k) {
        block.columns[k].resize(std::size_t{block.trials} * years_of(plan.columns()[k], years));
    }
    std::uint32_t done = 0;
    while (done < block.trials) {
        std::uint64_t slice = 4;  // the first ones tell how many events a trial has
        if (worker.events > 0) slice = settings.events_in_slice * worker.trials / worker.events;
        const auto n = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(slice, 1, block.trials - done));
        plan.run_block({block.first_trial + done, n, years}, worker.scratch, block.columns, std::size_t{done} * years);
        worker.trials += n;
        worker.events += worker.scratch.block.events();
        done += n;
    }
    for (std::size_t k = 0; k < block.columns.size(); ++k) {
        const std::uint32_t column_years = years_of(plan.columns()[k], years);
        const std::span<double const> values = block.columns[k];
        const std::size_t step = leaf_trials * column_years;
        block.leaves[k].clear();
        for (std::size_t begin = 0; begin < values.size(); begin += step) {
            block.leaves[k].push_back(
                sum_leaf(values.subspan(begin, std::min(step, values.size() - begin)), column_years));
        }
    }
    plan.together().find_leaves(block.columns, years, worker.together, block.pairs);
}

void collect(Plan const& plan, FinishedBlock const& block, RunState& state) {
    for (std::size_t k = 0; k < block.columns.size(); ++k) {
        for (auto const& leaf : block.leaves[k]) state.sums[k].add(leaf);
        if (plan.columns()[k].measured && state.tails[k].keep() > 0) state.tails[k].add(block.columns[k]);
    }
    state.together.add(plan.together(), block.first_trial * plan.years(), block.columns, block.pairs);
    state.range.count += block.trials;
}

}  // namespace

void RunState::merge(RunState const& next) {
    const std::uint64_t end = range.first + range.count;
    if (next.range.first != end || end % leaf_trials != 0) {
        throw std::invalid_argument(
            "a range of trials can only be followed by the range that begins where it ends, at a "
            "multiple of 64 trials");
    }
    for (std::size_t k = 0; k < sums.size(); ++k) {
        sums[k].merge(next.sums[k]);
        tails[k].merge(next.tails[k]);
    }
    together.merge(next.together);
    range.count += next.range.count;
}

RunState open_state(Plan const& plan, std::uint64_t first_trial, std::uint64_t total) {
    RunState state;
    state.range = {first_trial, 0};
    for (std::size_t k = 0; k < plan.columns().size(); ++k) {
        ColumnDescription const& column = plan.columns()[k];
        state.sums.emplace_back();
        const bool kept = column.measured && column.tailed;
        state.tails.emplace_back(kept ? tail_needed(plan.metrics(), column.basis, column.indicator, total,
                                                    years_of(column, plan.years()), column.quantity, plan.layer_of(k))
                                      : 0);
    }
    state.together = TogetherState(plan.together(), total * plan.years());
    return state;
}

void run_trials(Plan const& plan, TrialRange range, RunSettings const& settings, TrialSink const& sink,
                RunState& state) {
    if (range.first % leaf_trials != 0 || range.first != state.range.first + state.range.count) {
        throw std::invalid_argument("a run must begin where its state ends, at a multiple of 64 trials");
    }
    const std::uint64_t before = state.range.count;
    run_blocks(plan, range, settings, [&](FinishedBlock const& block) {
        collect(plan, block, state);
        if (sink) sink(block.first_trial, block.trials, block.columns);
        if (settings.progress) settings.progress(state.range.count - before, range.count);
    });
}

void run_blocks(Plan const& plan, TrialRange range, RunSettings const& settings, BlockSink const& sink) {
    const int threads = settings.threads > 0 ? settings.threads : tbb::info::default_concurrency();
    const std::uint32_t leaves = settings.leaves_in_block > 0 ? settings.leaves_in_block : choose_leaves(plan.years());
    const std::uint64_t block_trials =
        settings.leaves_in_block > 0 ? leaves * leaf_trials : together(leaves * leaf_trials, plan.batch_trials());
    const std::size_t tokens = static_cast<std::size_t>(threads) * 2 + 2;

    std::vector<BlockResult> blocks(tokens);
    for (auto& block : blocks) {
        block.columns.resize(plan.columns().size());
        block.leaves.resize(plan.columns().size());
    }
    std::uint64_t given = 0;
    std::size_t next = 0;
    tbb::enumerable_thread_specific<Worker> workers([&] { return Worker{plan.make_scratch()}; });

    const auto give = [&](tbb::flow_control& flow) -> BlockResult* {
        if (given >= range.count || settings.stop.stop_requested()) {
            flow.stop();
            return nullptr;
        }
        // At most `tokens` blocks are under way, and they leave in order: the oldest one's memory is free again.
        BlockResult* block = &blocks[next++ % tokens];
        block->first_trial = range.first + given;
        // Blocks end at multiples of their size, whatever the first trial.
        const std::uint64_t to_end = block_trials - block->first_trial % block_trials;
        block->trials = static_cast<std::uint32_t>(std::min<std::uint64_t>(to_end, range.count - given));
        given += block->trials;
        return block;
    };
    const auto work = [&](BlockResult* block) {
        compute(plan, settings, workers.local(), *block);
        return block;
    };
    const auto take = [&](BlockResult* block) {
        sink({block->first_trial, block->trials, block->columns, block->leaves, block->pairs});
    };
    tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    tbb::task_arena arena(threads);
    arena.execute([&] {
        tbb::parallel_pipeline(tokens,
                               tbb::make_filter<void, BlockResult*>(tbb::filter_mode::serial_in_order, give) &
                                   tbb::make_filter<BlockResult*, BlockResult*>(tbb::filter_mode::parallel, work) &
                                   tbb::make_filter<BlockResult*, void>(tbb::filter_mode::serial_in_order, take));
    });
}

}  // namespace riskpool
