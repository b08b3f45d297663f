// Draws of one law at a time: Boost.Random on its mt19937 against the engine's batch draw, random numbers included.
// Names are boost/LAW and riskpool/LAW; `compare samplers` prints their ratios.
#include <benchmark/benchmark.h>

#include <boost/random/beta_distribution.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/negative_binomial_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/weibull_distribution.hpp>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "models/draw/guide_table.hpp"
#include "models/draw/quantile_table.hpp"
#include "models/draw/uniforms.hpp"
#include "models/frequency/frequency.hpp"
#include "models/severity/severity.hpp"

namespace {

using namespace riskpool;

constexpr std::uint32_t batch = 4096;
using Generator = boost::random::mt19937;

/// `draw(generator)` is one number of the law.
template <class Value, class Draw>
void add_boost(std::string const& law, Draw draw) {
    benchmark::RegisterBenchmark(("boost/" + law).c_str(), [draw](benchmark::State& state) mutable {
        Generator generator(1);
        std::vector<Value> values(batch);
        for (auto _ : state) {
            for (auto& value : values) value = draw(generator);
            benchmark::DoNotOptimize(values.data());
            benchmark::ClobberMemory();
        }
        state.SetItemsProcessed(state.iterations() * batch);
    });
}

/// A year with 8 losses on average, as many as fill a batch.
void add_severity(std::string const& law, Severity const& severity) {
    benchmark::RegisterBenchmark(("riskpool/" + law).c_str(), [severity](benchmark::State& state) {
        const QuantileTable table(severity);
        const std::vector<std::uint32_t> counts(batch / 8, 8);
        std::vector<double> values(batch);
        std::uint64_t trial = 0;
        for (auto _ : state) {
            fill_event_uniforms({1, 1}, {trial, batch / 8, 1}, counts, values);
            table.draw(values, values);
            trial += batch / 8;
            benchmark::DoNotOptimize(values.data());
            benchmark::ClobberMemory();
        }
        state.SetItemsProcessed(state.iterations() * batch);
    });
}

/// One count for each year.
void add_frequency(std::string const& law, Frequency const& frequency) {
    benchmark::RegisterBenchmark(("riskpool/" + law).c_str(), [frequency](benchmark::State& state) {
        const GuideTable table = compile(frequency);
        std::vector<double> u(batch);
        std::vector<std::uint32_t> counts(batch);
        std::uint64_t trial = 0;
        for (auto _ : state) {
            fill_cell_uniforms({1, 0}, {trial, batch, 1}, 0, u);
            table.draw(u, counts);
            trial += batch;
            benchmark::DoNotOptimize(counts.data());
            benchmark::ClobberMemory();
        }
        state.SetItemsProcessed(state.iterations() * batch);
    });
}

double unit(Generator& generator) {
    return boost::random::uniform_01<double>()(generator);
}

void add_severities() {
    add_boost<double>("lognormal", boost::random::lognormal_distribution<double>(0, 1.2));
    add_severity("lognormal", Lognormal{.mu = 0, .sigma = 1.2});
    add_boost<double>("exponential", boost::random::exponential_distribution<double>(1));
    add_severity("exponential", Exponential{1});
    add_boost<double>("weibull_0.7", boost::random::weibull_distribution<double>(0.7, 1));
    add_severity("weibull_0.7", Weibull{.shape = 0.7, .scale = 1});
    // Boost has neither Pareto law: by inversion.
    add_boost<double>("pareto_1.8", [](Generator& g) { return std::pow(1 - unit(g), -1 / 1.8); });
    add_severity("pareto_1.8", Pareto{.threshold = 1, .shape = 1.8});
    add_boost<double>("generalised_pareto_0.33",
                      [](Generator& g) { return (std::pow(1 - unit(g), -0.33) - 1) / 0.33; });
    add_severity("generalised_pareto_0.33", GeneralisedPareto{.location = 0, .scale = 1, .shape = 0.33});
    add_boost<double>("gamma_2.5", boost::random::gamma_distribution<double>(2.5, 1));
    add_severity("gamma_2.5", Gamma{.shape = 2.5, .scale = 1});
    add_boost<double>("gamma_0.5", boost::random::gamma_distribution<double>(0.5, 1));
    add_severity("gamma_0.5", Gamma{.shape = 0.5, .scale = 1});
    add_boost<double>("beta_2_5", boost::random::beta_distribution<double>(2, 5));
    add_severity("beta_2_5", Beta{.a = 2, .b = 5});
}

void add_frequencies() {
    for (const int mean : {0, 10, 1000}) {  // 0 stands for one half
        const double rate = mean == 0 ? 0.5 : mean;
        const std::string law = mean == 0 ? "poisson_0.5" : "poisson_" + std::to_string(mean);
        add_boost<int>(law, boost::random::poisson_distribution<int>(rate));
        add_frequency(law, Poisson{rate});
    }
    add_boost<int>("negative_binomial_3", boost::random::negative_binomial_distribution<int>(3, 0.3));
    add_frequency("negative_binomial_3", NegativeBinomial{.mean_count = 7, .size = 3});
}

[[maybe_unused]] const bool added = (add_severities(), add_frequencies(), true);

}  // namespace
