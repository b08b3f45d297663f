// What a draw of the uncertain numbers costs before its first trial: read and compiled by itself, and as a run compiles
// it, beside the run of the means, whose tables serve again. Divide one by the other.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include "models/model_register.hpp"
#include "sim/run/draw_plan.hpp"
#include "sim/run/outer_values.hpp"
#include "sim/scenario/load.hpp"

namespace {

using namespace riskpool;

constexpr std::uint32_t draws = 64;

/// A scenario in which beliefs stand for rates, and its draws.
struct Uncertain {
    LoadedScenario loaded = load_scenario(RISKPOOL_SOURCE_DIR "/scenarios/ic/pool_ranges.yaml", registered_models());
    OuterValues values{loaded, 1, draws};
    MadeParts made;
    Plan means{loaded.scenario, 1, false, nullptr, &made};
};

void draw_by_itself(benchmark::State& state) {
    const Uncertain uncertain;
    std::uint64_t draw = 0;
    for (auto _ : state) {
        const Plan plan(scenario_with(uncertain.loaded, uncertain.values.at(draw++ % draws, nullptr), "draw"), 1);
        benchmark::DoNotOptimize(plan.table_hash());
    }
}
BENCHMARK(draw_by_itself)->Unit(benchmark::kMillisecond);

void draw_beside_the_means(benchmark::State& state) {
    Uncertain uncertain;
    uncertain.made.close();
    std::uint64_t draw = 0;
    for (auto _ : state) {
        const auto plan = compile_draw(uncertain.loaded, uncertain.values.at(draw++ % draws, nullptr), "draw", {},
                                       {uncertain.loaded.scenario, uncertain.means, uncertain.made});
        benchmark::DoNotOptimize(plan->table_hash());
    }
}
BENCHMARK(draw_beside_the_means)->Unit(benchmark::kMillisecond);

void draw_read_alone(benchmark::State& state) {
    const Uncertain uncertain;
    std::uint64_t draw = 0;
    for (auto _ : state) {
        const Scenario scenario = scenario_with(uncertain.loaded, uncertain.values.at(draw++ % draws, nullptr), "draw");
        benchmark::DoNotOptimize(scenario.years);
    }
}
BENCHMARK(draw_read_alone)->Unit(benchmark::kMillisecond);

}  // namespace
