#include "sim/run/together_plan.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/run/uncertain_text.hpp"

namespace riskpool {
namespace {

using testing::loaded_of;
using testing::run_loaded;

/// Pools P of insured A and Q of insured B, with two members; `sources` in YAML.
std::string two_pools(std::string const& sources, std::string const& output, std::uint32_t years = 1) {
    return fmt::format(R"(
schema: 1
name: test
currency: CNY
years: {}
members: [{{name: X}}, {{name: Y}}]
insureds: [{{name: A, sector: a, property: 100, premium: 10}}, {{name: B, sector: b, property: 100, premium: 5}}]
sources: {}
pools:
  - {{name: P, covers: {{sector: a}}, shares: {{by_table: {{table: [{{member: X, share: 75%}}, {{member: Y, share: 25%}}]}}}}}}
  - {{name: Q, covers: {{sector: b}}, shares: {{by_table: {{table: [{{member: Y, share: 100%}}]}}}}}}
metrics: [aal]
output: {{{}}}
)",
                       years, sources, output);
}

std::string source_of(std::string const& insured, std::string const& name) {
    return fmt::format(
        "{{collective_risk: {{name: {}, covers: {{insureds: [{}]}}, frequency: {{poisson: {{mean: 2}}}}, severity: "
        "{{exponential: {{mean: 3}}}}}}}}",
        name, insured);
}
const std::string apart = "[" + source_of("A", "one") + ", " + source_of("B", "two") + "]";

PairRow const& pair(ResultTables const& tables, std::string_view measure, std::string_view first,
                    std::string_view second) {
    for (auto const& row : tables.pairs) {
        if (row.measure == measure && row.first == first && row.second == second) return row;
    }
    ADD_FAILURE() << "no " << measure << " of " << first << " and " << second;
    static const PairRow none{};
    return none;
}

TEST(Together, IsToldWhereTheOutputAsksForItAlone) {
    EXPECT_TRUE(run_loaded(loaded_of(two_pools(apart, "sources: true")), 0, 640).pairs.empty());
    const ResultTables pools = run_loaded(loaded_of(two_pools(apart, "together: {}")), 0, 640);
    ASSERT_EQ(pools.pairs.size(), 3U);
    EXPECT_EQ(pools.pairs[0].kind, "pool");
    EXPECT_EQ(pools.pairs[0].quantity, "gross_loss");
    const ResultTables all =
        run_loaded(loaded_of(two_pools(apart, "sources: true, members: true, together: {}")), 0, 640);
    EXPECT_EQ(all.pairs.size(), 9U);
    EXPECT_EQ(pair(all, "pearson", "one", "two").kind, "source");
    EXPECT_EQ(pair(all, "kendall", "X", "Y").quantity, "net_loss");
}

TEST(Together, FindsNothingBetweenWhatIsIndependent) {
    const ResultTables run = run_loaded(loaded_of(two_pools(apart, "together: {level: 90%}", 2)), 0, 20'000);
    for (std::string_view measure : {"pearson", "kendall", "co_exceedance"}) {
        PairRow const& row = pair(run, measure, "P", "Q");
        EXPECT_NEAR(row.value, row.independent, 4 * row.standard_error) << measure;
        EXPECT_LT(row.standard_error, 0.01);
    }
    EXPECT_NEAR(pair(run, "co_exceedance", "P", "Q").independent, 0.01, 1e-12);
}

// One event a year at most hits both for the same amount.
TEST(Together, FindsThatTwoAreOne) {
    const std::string both =
        "[{event_table: {correlation: 100%, events: [{rate: 0.5, hits: [{insured: A, loss: 10, sd: 5, most: 100}, "
        "{insured: B, loss: 10, sd: 5, most: 100}]}]}}]";
    const ResultTables run = run_loaded(loaded_of(two_pools(both, "together: {level: 99%}")), 0, 6400);
    EXPECT_NEAR(pair(run, "pearson", "P", "Q").value, 1, 1e-12);
    EXPECT_NEAR(pair(run, "kendall", "P", "Q").value, 1, 1e-12);
    EXPECT_NEAR(pair(run, "pearson", "P", "Q").standard_error, 0, 1e-6);
    PairRow const& row = pair(run, "co_exceedance", "P", "Q");
    EXPECT_EQ(row.value, 0.01);
    EXPECT_EQ(row.level, 0.99);
    EXPECT_DOUBLE_EQ(row.independent, 0.01 * 0.01);
    EXPECT_NEAR(row.standard_error, std::sqrt(0.01 * 0.99 / 6400), 1e-12);
}

TEST(Together, ODP01HasTheCorrelationsOfLossesByCommonShocks) {
    auto const& known = answer("O-DP-01");
    auto const& in = known.at("inputs");
    std::string sources, hits;
    for (std::size_t i = 0; i < 3; ++i) {
        sources += fmt::format(
            "{{collective_risk: {{name: line {}, frequency: {{poisson: {{mean: {}}}}}, severity: {{exponential: "
            "{{mean: "
            "{}}}}}}}}}, ",
            i, in["idio_rate"][i].get<double>(), in["severity_mean"][i].get<double>());
        hits += fmt::format("{{source: line {}, probability: {}}}, ", i, in["hit_prob"][i].get<double>());
    }
    const std::string text =
        two_pools("[" + sources + "]", "sources: true, together: {}") +
        fmt::format("dependence: [common_shock: {{rate: {}, hits: [{}]}}]\n", in["shock_rate"].get<double>(), hits);
    const ResultTables run = run_loaded(loaded_of(text), 0, 100'000, 3);
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = i + 1; j < 3; ++j) {
            PairRow const& row = pair(run, "pearson", fmt::format("line {}", i), fmt::format("line {}", j));
            EXPECT_NEAR(row.value, known["expected"]["corr_losses"][i][j].get<double>(), 4 * row.standard_error);
            EXPECT_LT(row.standard_error, 0.01);
        }
    }
}

void expect_same(std::vector<PairRow> const& a, std::vector<PairRow> const& b) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t k = 0; k < a.size(); ++k) {
        EXPECT_EQ(a[k].measure, b[k].measure);
        EXPECT_EQ(a[k].value, b[k].value) << a[k].measure;
        EXPECT_EQ(a[k].standard_error, b[k].standard_error) << a[k].measure;
    }
}

TEST(Together, IsTheSameInAnyBlocksAndHoweverTheRunIsSplit) {
    const LoadedScenario loaded =
        loaded_of(two_pools(apart, "sources: true, members: true, together: {level: 95%}", 3));
    const std::vector<PairRow> whole = run_loaded(loaded, 0, 2000).pairs;
    RunSettings small;
    small.leaves_in_block = 1;
    small.threads = 2;
    expect_same(run_loaded(loaded, 0, 2000, 1, small).pairs, whole);

    const Plan plan(loaded.scenario, 1);
    RunState first = open_state(plan, 0, 2000), second = open_state(plan, 640, 2000);
    run_trials(plan, {0, 640}, {}, {}, first);
    run_trials(plan, {640, 1360}, {}, {}, second);
    first.merge(second);
    expect_same(first.together.rows(plan.together(), 2000, 3, 2000), whole);
}

// Draws of a number that changes nothing repeat the same trials: the same figures, known no better.
TEST(Together, CountsTrialsThatDrawsShareOnce) {
    const std::string text = two_pools(apart, "together: {level: 95%}");
    const std::string uncertain = "insureds[0].limit={uniform: {low: 1bn, high: 2bn}}";
    const ResultTables once = run_loaded(loaded_of(text), 0, 6400);
    const ResultTables drawn = run_loaded(loaded_of(text, {uncertain}), 4, 6400);
    ASSERT_EQ(drawn.draws, 4U);
    ASSERT_EQ(drawn.pairs.size(), once.pairs.size());
    for (std::size_t k = 0; k < once.pairs.size(); ++k) {
        EXPECT_NEAR(drawn.pairs[k].value, once.pairs[k].value, 1e-12);
        EXPECT_NEAR(drawn.pairs[k].standard_error, once.pairs[k].standard_error, 0.01 * once.pairs[k].standard_error);
    }
}

}  // namespace
}  // namespace riskpool
