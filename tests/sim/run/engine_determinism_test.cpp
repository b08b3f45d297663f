// The same bits for any number of threads, any size of blocks and slices, and any split of the range.
#include <gtest/gtest.h>

#include "sim/base/hash.hpp"
#include "tests/sim/run/run_text.hpp"

namespace riskpool {
namespace {

using testing::scenario_of;

constexpr char const* pool_of_everything = R"(
schema: 1
name: everything
currency: CNY
years: 3
members: [{name: A, capacity: 40, capital: 500}, {name: B, capacity: 60, capital: 900}, {name: C, capacity: 20, capital: 150}]
reinsurers: [{name: R}, {name: S}]
insureds:
  - {name: one, cluster: x, property: 50, premium: 3, deductible: 0.2}
  - {name: two, cluster: x, property: 110, premium: 4, limit: 30, pml: 90}
  - {name: three, cluster: y, property: 20, premium: 1}
sources:
  - collective_risk: {name: fires, frequency: {poisson: {mean: 3}}, severity: {lognormal: {mu: 0.2, sigma: 1.4}}, weight: property}
  - collective_risk: {name: floods, covers: {cluster: x}, frequency: {negative_binomial: {mean: 1.5, size: 0.7}}, severity: {pareto: {threshold: 1, shape: 1.7}}}
  - attritional: {loss_ratio: 30%, cv: 0.5}
pools:
  - name: P
    shares: {by_capacity: {}}
    expenses: 10%
    programme:
      - [{surplus: {retained_line: 20, number_of_lines: 3, commission: 20%}}]
      - [{per_risk_xl: {attachment: 2, limit: 6, premium: 0.5, reinstatements: [1.0, 1.0]}}]
      - - cat_xl: {name: low, attachment: 3, limit: 5, premium: 0.7, reinstatements: [1.0], reinstatement_basis: amount_and_time, lines: [{reinsurer: R, share: 50%}, {reinsurer: S, share: 30%}]}
        - cat_xl: {name: high, attachment: 8, limit: 20, premium: 0.3, annual_deductible: 1, reinstatements: [0.5], covers: {cluster: x}}
      - [{stop_loss: {attachment: 10, limit: 15, premium: 0.4, placed: 90%}}]
    reserve_fund: {accrual: [{share_of_underwriting_profit: {rate: 75%}}], trigger: {loss_ratio: 80%}, cap: 20, interest: 2%}
)";

/// The same with sources that depend on one another in every way there is.
std::string dependent_pool() {
    std::string text = pool_of_everything;
    const std::string sources = "sources:\n";
    text.insert(text.find(sources) + sources.size(), R"(
  - collective_risk: {name: storms, frequency: {poisson: {mean: 0.4}}, severity: {lognormal: {mu: 1, sigma: 1}}}
  - collective_risk: {name: thefts, frequency: {poisson: {mean: 1}}, severity: {exponential: {mean: 1}}}
)");
    return text + R"(
dependence:
  - gaussian_factor: {persistence: 0.4, loadings: [{source: fires, rate: 0.3}, {source: floods, rate: -0.2, severity: 0.1}, {source: attritional, severity: 0.2}]}
  - gamma_factor: {variance: 0.2, loadings: [{source: fires, severity: 50%}, {source: floods}]}
  - common_shock: {rate: 0.3, hits: [{source: fires, probability: 70%}, {source: floods, probability: 40%}]}
  - copula: {of: counts, sources: [floods, fires], family: {student_t: {correlation: 0.6}}}
  - copula: {of: annual_totals, batch: 128, sources: [storms, thefts], family: {gumbel: {theta: 2}}}
)";
}

std::uint64_t hash_of(Plan const& plan, std::uint64_t trials, RunSettings const& settings) {
    // Each column is hashed on its own, because blocks cut the table in different places.
    std::vector<Hash64> columns(plan.columns().size());
    RunState state = open_state(plan, 0, trials);
    run_trials(
        plan, {0, trials}, settings,
        [&](std::uint64_t, std::uint32_t, std::span<std::vector<double> const> values) {
            for (std::size_t k = 0; k < values.size(); ++k) columns[k].add(std::span<double const>(values[k]));
        },
        state);
    Hash64 hash;
    for (auto const& column : columns) hash.add(column.value());
    for (auto const& sums : state.sums) hash.add(sums.total()).add(sums.square()).add(sums.total_square());
    for (auto& tail : state.tails) hash.add(std::span<double const>(tail.take_descending()));
    return hash.value();
}

void expect_same_bits(std::string const& text, std::uint64_t trials) {
    const Plan plan(scenario_of(text), 7);
    RunSettings settings;
    settings.threads = 1;
    const std::uint64_t first = hash_of(plan, trials, settings);
    for (const int threads : {1, 2, 4, 7}) {
        for (const std::uint32_t leaves : {1U, 3U, 20U}) {
            settings.threads = threads;
            settings.leaves_in_block = leaves;
            settings.events_in_slice = leaves == 3 ? 50 : 16'384;
            EXPECT_EQ(hash_of(plan, trials, settings), first) << threads << " threads, " << leaves << " leaves";
        }
    }
}

TEST(EngineDeterminism, GivesTheSameBitsForAnyThreadsBlocksAndSlices) {
    expect_same_bits(pool_of_everything, 5000);
}

TEST(EngineDeterminism, GivesTheSameBitsWhereSourcesDependOnOneAnother) {
    expect_same_bits(dependent_pool(), 1000);
}

TEST(EngineDeterminism, GivesOtherBitsForAnotherSeed) {
    const Scenario scenario = scenario_of(pool_of_everything);
    EXPECT_NE(hash_of(Plan(scenario, 7), 500, {}), hash_of(Plan(scenario, 8), 500, {}));
}

void expect_merge(std::string const& text) {
    const Plan plan(scenario_of(text), 7);
    constexpr std::uint64_t total = 3000;
    RunState whole = open_state(plan, 0, total);
    run_trials(plan, {0, total}, {}, {}, whole);
    for (const std::uint64_t cut : {std::uint64_t{64}, std::uint64_t{1280}, std::uint64_t{2944}}) {
        RunState head = open_state(plan, 0, total);
        run_trials(plan, {0, cut}, {}, {}, head);
        RunState tail = open_state(plan, cut, total);
        run_trials(plan, {cut, total - cut}, {}, {}, tail);
        head.merge(tail);
        ASSERT_EQ(head.range.count, total);
        RunState again = open_state(plan, 0, total);
        run_trials(plan, {0, total}, {}, {}, again);
        for (std::size_t k = 0; k < plan.columns().size(); ++k) {
            EXPECT_TRUE(head.sums[k] == whole.sums[k]) << plan.columns()[k].party << ' ' << plan.columns()[k].quantity;
            EXPECT_EQ(head.tails[k].take_descending(), again.tails[k].take_descending());
        }
    }
}

TEST(EngineDeterminism, ARangeEqualsTheMergeOfItsParts) {
    expect_merge(pool_of_everything);
    expect_merge(dependent_pool());
}

TEST(EngineDeterminism, RefusesToMergeRangesThatDoNotFollow) {
    const Plan plan(scenario_of(pool_of_everything), 7);
    RunState head = open_state(plan, 0, 1000);
    run_trials(plan, {0, 128}, {}, {}, head);
    RunState gap = open_state(plan, 256, 1000);
    run_trials(plan, {256, 64}, {}, {}, gap);
    EXPECT_THROW(head.merge(gap), std::invalid_argument);
    RunState odd = open_state(plan, 0, 1000);
    run_trials(plan, {0, 100}, {}, {}, odd);  // ends inside a leaf
    RunState next = open_state(plan, 100, 1000);
    EXPECT_THROW(odd.merge(next), std::invalid_argument);
}

TEST(EngineDeterminism, AStoppedRunIsACompleteRunOfFewerTrials) {
    const Plan plan(scenario_of(pool_of_everything), 7);
    std::stop_source stop;
    RunSettings settings;
    settings.threads = 2;
    settings.leaves_in_block = 1;
    settings.stop = stop.get_token();
    settings.progress = [&](std::uint64_t done, std::uint64_t) {
        if (done >= 640) stop.request_stop();
    };
    RunState stopped = open_state(plan, 0, 100'000);
    run_trials(plan, {0, 100'000}, settings, {}, stopped);
    ASSERT_GE(stopped.range.count, 640U);
    ASSERT_LT(stopped.range.count, 100'000U);
    RunState fewer = open_state(plan, 0, 100'000);
    run_trials(plan, {0, stopped.range.count}, {}, {}, fewer);
    for (std::size_t k = 0; k < plan.columns().size(); ++k) EXPECT_TRUE(stopped.sums[k] == fewer.sums[k]);
}

TEST(EngineDeterminism, OneTrialAloneIsTheSameAsAmongOthers) {
    const Scenario scenario = scenario_of(dependent_pool());
    const Plan plan(scenario, 7);
    std::vector<double> net;
    std::size_t column = 0;
    for (std::size_t k = 0; k < plan.columns().size(); ++k) {
        if (plan.columns()[k].quantity == "net_loss" && plan.columns()[k].basis == Basis::annual) column = k;
    }
    RunState state = open_state(plan, 0, 640);
    run_trials(
        plan, {0, 640}, {},
        [&](std::uint64_t, std::uint32_t, std::span<std::vector<double> const> values) {
            net.insert(net.end(), values[column].begin(), values[column].end());
        },
        state);
    for (const std::uint64_t trial : {0U, 17U, 639U}) {
        BlockScratch scratch = plan.make_scratch();
        std::vector<std::vector<double>> columns(plan.columns().size(), std::vector<double>(3));
        plan.run_block({trial, 1, 3}, scratch, columns, 0);
        for (std::size_t year = 0; year < 3; ++year) EXPECT_EQ(columns[column][year], net[trial * 3 + year]);
    }
}

}  // namespace
}  // namespace riskpool
