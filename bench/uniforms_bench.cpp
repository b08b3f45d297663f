// Numbers in (0, 1): Boost's mt19937 against the engine's counters, cell by cell and by events of a cell.
#include <benchmark/benchmark.h>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_01.hpp>
#include <cstdint>
#include <numeric>
#include <vector>

#include "models/draw/guide_table.hpp"
#include "models/draw/uniforms.hpp"
#include "models/frequency/frequency.hpp"

namespace {

using namespace riskpool;

constexpr std::uint32_t batch = 4096;

void uniforms_boost(benchmark::State& state) {
    boost::random::mt19937 generator(1);
    std::vector<double> u(batch);
    for (auto _ : state) {
        for (auto& each : u) each = boost::random::uniform_01<double>()(generator);
        benchmark::DoNotOptimize(u.data());
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * batch);
}
BENCHMARK(uniforms_boost);

void uniforms_of_cells(benchmark::State& state) {
    std::vector<double> u(batch);
    std::uint64_t trial = 0;
    for (auto _ : state) {
        fill_cell_uniforms({1, 0}, {trial, batch, 1}, 0, u);
        trial += batch;
        benchmark::DoNotOptimize(u.data());
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * batch);
}
BENCHMARK(uniforms_of_cells);

/// The argument is the mean number of events of a cell in hundredths; an item is one number.
void uniforms_of_events(benchmark::State& state) {
    const GuideTable law = compile(Frequency{Poisson{static_cast<double>(state.range(0)) / 100}});
    std::vector<double> u(batch);
    fill_cell_uniforms({1, 0}, {0, batch, 1}, 0, u);
    std::vector<std::uint32_t> counts(batch);
    law.draw(u, counts);
    u.resize(std::accumulate(counts.begin(), counts.end(), std::size_t{0}));
    for (auto _ : state) {
        fill_event_uniforms({1, 1}, {0, batch, 1}, counts, u);
        benchmark::DoNotOptimize(u.data());
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(u.size()));
}
BENCHMARK(uniforms_of_events)->Arg(50)->Arg(200)->Arg(1000)->Arg(5000);

}  // namespace
