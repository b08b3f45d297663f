// The way of the data, stage by stage and as a whole, on one thread and the scenarios of this folder. The counter
// `year` is the time for each year, `event` that for each of its events.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/model_register.hpp"
#include "sim/run/engine.hpp"
#include "sim/scenario/load.hpp"

namespace {

using namespace riskpool;

/// A compiled scenario with one block of it, sampled, assembled and settled.
class Bench {
public:
    Bench(std::string const& file, std::uint32_t trials, std::uint64_t run_trials)
        : scenario_(load_scenario(RISKPOOL_SOURCE_DIR "/bench/scenarios/" + file, registered_models()).scenario),
          plan_(scenario_, 1),
          dependence_(scenario_),
          cells_{0, trials, scenario_.years},
          scratch_(plan_.make_scratch()),
          run_trials_(run_trials) {
        for (auto const& source : scenario_.sources) sources_.push_back(source.compile(scenario_.insureds.list));
        for (auto const& insured : scenario_.insureds.list) terms_.push_back(PolicyTerms::of(insured));
        for (auto const& column : plan_.columns()) {
            columns_.emplace_back(column.basis == Basis::path ? cells_.trials : cells_.size());
        }
        sums_.resize(columns_.size());
        sample();
        apply_terms();
        assemble();
        pools();
    }

    void sample() {
        dependence_.drive(cells_, 1, scratch_.dependence);
        for (std::size_t s = 0; s < sources_.size(); ++s) {
            EventColumns& events = scratch_.parts[s].events;
            events.clear();
            const SampleRequest request{cells_, 1, static_cast<std::uint32_t>(s), false};
            if (dependence_.empty()) {
                sources_[s]->sample(request, *scratch_.sources[s], events);
            } else {
                dependence_.sample(*sources_[s], request, terms_, *scratch_.sources[s], scratch_.dependence, events);
            }
        }
    }
    void apply_terms() {
        for (auto& part : scratch_.parts) {
            apply_policy_terms(terms_, part.events, part.aggregate, part.insured_loss, nullptr);
        }
    }
    void assemble() { assemble_block(cells_, scratch_.parts, BlockDemand{}, scratch_.assemble, scratch_.block); }
    void pools() {
        for (auto const& pool : plan_.pools()) {
            pool.cede(scratch_.block, scratch_.pools[0], columns_, 0, {});
            pool.settle(scratch_.block, nullptr, scratch_.pools[0], columns_, 0, {});
        }
    }
    /// Sample to pools, as the engine calls it.
    void run_block() { plan_.run_block(cells_, scratch_, columns_, 0); }
    /// What the engine adds up of a block: leaves by workers, exact sums by the sink.
    void add_up() {
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            const std::span<double const> values = columns_[k];
            const std::uint32_t years = plan_.columns()[k].basis == Basis::path ? 1 : cells_.years;
            const std::size_t step = leaf_trials * years;
            for (std::size_t begin = 0; begin < values.size(); begin += step) {
                sums_[k].add_leaf(values.subspan(begin, std::min(step, values.size() - begin)), years);
            }
        }
    }
    /// `run_trials` through the whole engine, tails included; one thread.
    void run() {
        RunState state = open_state(plan_, 0, run_trials_);
        RunSettings settings;
        settings.threads = 1;
        run_trials(plan_, {0, run_trials_}, settings, {}, state);
        benchmark::DoNotOptimize(state.range.count);
    }

    [[nodiscard]] double years(bool whole_run) const {
        return whole_run ? static_cast<double>(run_trials_ * cells_.years) : static_cast<double>(cells_.size());
    }
    [[nodiscard]] double events_in_year() const {
        return static_cast<double>(scratch_.block.events()) / static_cast<double>(cells_.size());
    }

private:
    Scenario scenario_;
    Plan plan_;
    DependencePlan dependence_;
    CellRange cells_;
    BlockScratch scratch_;
    std::uint64_t run_trials_;
    std::vector<std::unique_ptr<Source>> sources_;
    std::vector<PolicyTerms> terms_;
    std::vector<std::vector<double>> columns_;
    std::vector<SeriesSums> sums_;
};

struct Case {
    char const* name;
    char const* file;
    std::uint32_t trials;  // of a block as the engine chooses it: 1280 years, or a slice of about 32 768 events
    std::uint64_t run_trials;
};

template <void (Bench::*stage)()>
void measure(benchmark::State& state, Case const& each) {
    Bench bench(each.file, each.trials, each.run_trials);
    for (auto _ : state) {
        (bench.*stage)();
        benchmark::ClobberMemory();
    }
    using benchmark::Counter;
    const auto flags = static_cast<Counter::Flags>(Counter::kIsIterationInvariantRate | Counter::kInvert);
    const double years = bench.years(stage == &Bench::run);
    state.counters["year"] = Counter(years, flags);
    state.counters["event"] = Counter(years * bench.events_in_year(), flags);
}

void add_cases() {
    for (Case const& each : {Case{"core_10", "core_10.yaml", 128, 12'800}, Case{"core_1000", "core_1000.yaml", 3, 1280},
                             Case{"tower", "tower.yaml", 1280, 128'000}}) {
        const auto add = [&](std::string const& stage, void (*function)(benchmark::State&, Case const&)) {
            benchmark::RegisterBenchmark((std::string(each.name) + '/' + stage).c_str(), function, each);
        };
        add("sample", measure<&Bench::sample>);
        add("policy_terms", measure<&Bench::apply_terms>);
        add("assemble", measure<&Bench::assemble>);
        add("pools", measure<&Bench::pools>);
        add("run_block", measure<&Bench::run_block>);
        add("add_up", measure<&Bench::add_up>);
        add("run", measure<&Bench::run>);
    }
}

[[maybe_unused]] const bool added = (add_cases(), true);

}  // namespace
