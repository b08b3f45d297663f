// The kernel of the excess of loss kinds against its plain form. The argument is the number of events of a cell; an
// item is an event.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "models/draw/quantile_table.hpp"
#include "models/draw/uniforms.hpp"
#include "sim/treaty/layer_sum.hpp"

namespace {

using namespace riskpool;

struct Losses {
    std::vector<double> loss;
    std::vector<std::uint32_t> begin{0};

    explicit Losses(std::uint32_t events_in_cell) : loss(16'384) {
        fill_cell_uniforms({1, 0}, {0, static_cast<std::uint32_t>(loss.size()), 1}, 0, loss);
        QuantileTable(Pareto{.threshold = 1, .shape = 1.8}).draw(loss, loss);
        while (begin.back() + events_in_cell <= loss.size()) begin.push_back(begin.back() + events_in_cell);
    }
    [[nodiscard]] std::size_t cells() const { return begin.size() - 1; }
};

template <auto kernel>
void layer_sum(benchmark::State& state) {
    const Losses losses(static_cast<std::uint32_t>(state.range(0)));
    std::vector<double> sum(losses.cells());
    std::vector<double> claims(losses.cells());
    for (auto _ : state) {
        kernel(losses.loss, losses.begin, 5, 5, sum, claims);
        benchmark::DoNotOptimize(sum.data());
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * losses.begin.back());
}

using Kernel = void (*)(std::span<double const>, std::span<std::uint32_t const>, double, double, std::span<double>,
                        std::span<double>) noexcept;
constexpr Kernel vectors = &sum_layers;

BENCHMARK(layer_sum<vectors>)->Name("layer_sum/vectors")->Arg(2)->Arg(10)->Arg(1000);
BENCHMARK(layer_sum<sum_layers_plain>)->Name("layer_sum/plain")->Arg(2)->Arg(10)->Arg(1000);

}  // namespace
