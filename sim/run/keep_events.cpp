#include "sim/run/keep_events.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace riskpool {

namespace {

/// The events of some trials on their way through the pipeline; its memory goes round.
struct Part {
    std::uint64_t first_trial = 0;
    std::uint32_t trials = 0;
    std::vector<EventColumns> sources;
};

}  // namespace

KeptEvents keep_events(Plan const& plan, TrialRange range, std::vector<SourceModel> const& models,
                       RunSettings const& settings) {
    KeptEvents kept{plan.seed(), range.first, 0, plan.years(), {}};
    for (std::size_t s = 0; s < plan.sources().size(); ++s) {
        kept.sources.emplace_back(models[s], *plan.sources()[s], range.first);
    }
    const int threads = settings.threads > 0 ? settings.threads : tbb::info::default_concurrency();
    const std::size_t tokens = static_cast<std::size_t>(threads) * 2 + 2;
    // whole batches of trials that change places among themselves, so that each is sampled once
    const std::uint64_t batch = std::max(1U, plan.batch_trials());
    const std::uint64_t part_trials = (std::max(1U, 1280U / plan.years()) + batch - 1) / batch * batch;
    std::vector<Part> parts(tokens);
    for (auto& part : parts) part.sources.resize(plan.sources().size());
    tbb::enumerable_thread_specific<BlockScratch> workers([&] { return plan.make_scratch(); });
    std::uint64_t given = 0;
    std::size_t next = 0;

    const auto give = [&](tbb::flow_control& flow) -> Part* {
        if (given >= range.count || settings.stop.stop_requested()) {
            flow.stop();
            return nullptr;
        }
        Part* part = &parts[next++ % tokens];
        part->first_trial = range.first + given;
        part->trials = static_cast<std::uint32_t>(std::min(part_trials, range.count - given));
        given += part->trials;
        return part;
    };
    const auto work = [&](Part* part) {
        BlockScratch& scratch = workers.local();
        plan.sample_events({part->first_trial, part->trials, plan.years()}, scratch);
        for (std::size_t s = 0; s < part->sources.size(); ++s) std::swap(part->sources[s], scratch.parts[s].events);
        return part;
    };
    const auto take = [&](Part* part) {
        for (std::size_t s = 0; s < part->sources.size(); ++s) kept.sources[s].append(part->sources[s]);
        kept.trials += part->trials;
        if (settings.progress) settings.progress(kept.trials, range.count);
    };
    tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    tbb::task_arena arena(threads);
    arena.execute([&] {
        tbb::parallel_pipeline(tokens, tbb::make_filter<void, Part*>(tbb::filter_mode::serial_in_order, give) &
                                           tbb::make_filter<Part*, Part*>(tbb::filter_mode::parallel, work) &
                                           tbb::make_filter<Part*, void>(tbb::filter_mode::serial_in_order, take));
    });
    return kept;
}

Scenario with_kept_events(Scenario scenario, std::shared_ptr<KeptEvents const> const& kept) {
    if (scenario.sources.size() != kept->sources.size() || scenario.years != kept->years) {
        throw std::invalid_argument("the scenario has other sources or years than the one whose events were kept");
    }
    for (std::size_t s = 0; s < scenario.sources.size(); ++s) {
        SourceModel const& source = scenario.sources[s];
        Named<KeptSourceModel> again{{kept, s, source.shared_assets(scenario.insureds.list)}, source.own_name()};
        scenario.sources[s] = SourceModel(std::move(again));
    }
    scenario.seed = kept->seed;
    scenario.trials = kept->trials;
    return scenario;
}

}  // namespace riskpool
