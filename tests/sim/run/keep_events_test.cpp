// Events kept and used again: the bits of a run that samples them.
#include "sim/run/keep_events.hpp"

#include <gtest/gtest.h>

#include <memory>

#include "sim/run/buyer_plan.hpp"
#include "tests/sim/run/run_text.hpp"

namespace riskpool {
namespace {

using testing::scenario_of;
using testing::simple_scenario;

/// Sources with one row an event, with several, with yearly sums and with days of interruption, some of which depend on
/// one another; `basis` decides whether events need their times.
std::string text_of(std::string const& basis) {
    return R"(
schema: 1
name: kept
currency: CNY
years: 3
members: [{name: M}]
insureds:
  - {name: A, type: fab, cluster: x, property: 50, interruption: 30, stock: 5, premium: 3, deductible: 0.2, cycle_days: 60}
  - {name: B, type: fab, cluster: x, property: 110, interruption: 20, stock: 4, premium: 4, cycle_days: 60}
sources:
  - collective_risk: {name: storms, frequency: {poisson: {mean: 3}}, severity: {lognormal: {mu: 0.2, sigma: 1.4}}}
  - event_table: {name: floods, events: [{rate: 0.4, hits: [{insured: A, loss: 6}, {insured: B, loss: 8}]}, {rate: 0.2, hits: [{insured: B, loss: 9}]}]}
  - collective_risk: {name: gusts, frequency: {poisson: {mean: 1}}, severity: {exponential: {mean: 0.7}}}
  - attritional: {loss_ratio: 30%, cv: 0.5}
  - contamination: {rate_per_fab_year: 0.5, detection_delay_days: {exponential: {mean: 3}}, cleaning_days: {exponential: {mean: 5}}}
dependence:
  - gamma_factor: {variance: 0.2, loadings: [{source: gusts, severity: 50%}, {source: contamination}]}
  - copula: {of: annual_totals, batch: 128, sources: [storms, floods], family: {gumbel: {theta: 2}}}
pools:
  - name: P
    shares: {equal: {}}
    programme:
      - [{per_risk_xl: {attachment: 2, limit: 6, premium: 0.5, reinstatements: [1.0]}}]
      - [{cat_xl: {attachment: 3, limit: 5, premium: 0.7, reinstatements: [1.0], causes: [event_table, contamination],
                   reinstatement_basis: )" +
           basis + "}}]\n";
}

std::vector<std::vector<double>> columns_of(Plan const& plan, std::uint64_t trials, RunSettings const& settings) {
    std::vector<std::vector<double>> columns(plan.columns().size());
    RunState state = open_state(plan, 0, trials);
    run_trials(
        plan, {0, trials}, settings,
        [&](std::uint64_t, std::uint32_t, std::span<std::vector<double> const> values) {
            for (std::size_t k = 0; k < values.size(); ++k) {
                columns[k].insert(columns[k].end(), values[k].begin(), values[k].end());
            }
        },
        state);
    return columns;
}

std::shared_ptr<KeptEvents const> keep(Scenario const& scenario, std::uint64_t trials, int threads) {
    const Plan plan(scenario, 11);
    RunSettings settings;
    settings.threads = threads;
    return std::make_shared<KeptEvents const>(keep_events(plan, {0, trials}, scenario.sources, settings));
}

TEST(KeptEvents, GiveTheBitsOfARunUnderAnotherProgramme) {
    const auto kept = keep(scenario_of(text_of("amount")), 900, 2);
    for (std::string const basis : {"amount", "amount_and_time"}) {
        const Scenario changed = scenario_of(text_of(basis));
        const Plan whole(changed, 11), again(with_kept_events(changed, kept), 11);
        EXPECT_EQ(whole.table_hash(), again.table_hash());
        RunSettings small_slices;
        small_slices.events_in_slice = 300;
        small_slices.leaves_in_block = 3;
        EXPECT_EQ(columns_of(whole, 900, {}), columns_of(again, 900, small_slices)) << basis;
    }
}

TEST(KeptEvents, DevelopCostAndAreNamedByTreatiesAsTheirSources) {
    const std::string text =
        simple_scenario(
            "{developing: {source: {adjusted: {source: {collective_risk: {frequency: {poisson: {mean: 3}}, severity: "
            "{exponential: {mean: 10}}}}, risk_reduction: [{name: Guards, fewer_events: 20%, cost: 2, paid_by: "
            "state}]}}, reported: [40%, 70%, 100%]}}",
            "[[{cat_xl: {limit: 20, attachment: 2, premium: 1, reinstatements: [1], causes: [collective_risk]}}]]",
            "[aal]") +
        "years: 4\n";
    const Scenario scenario = scenario_of(text);
    const auto kept = keep(scenario, 300, 2);
    const Plan whole(scenario, 11), again(with_kept_events(scenario, kept), 11);
    EXPECT_EQ(whole.table_hash(), again.table_hash());
    EXPECT_EQ(whole.columns().size(), again.columns().size());
    EXPECT_EQ(columns_of(whole, 300, {}), columns_of(again, 300, {}));
}

TEST(KeptEvents, AreTheSameForAnyNumberOfThreads) {
    const Scenario scenario = scenario_of(text_of("amount"));
    const auto one = keep(scenario, 500, 1), two = keep(scenario, 500, 2);
    ASSERT_EQ(one->sources.size(), 5U);
    EXPECT_EQ(one->trials, 500U);
    for (std::size_t s = 0; s < one->sources.size(); ++s) {
        EventColumns const &a = one->sources[s].events(), &b = two->sources[s].events();
        EXPECT_EQ(one->sources[s].kind(), scenario.sources[s].kind());
        EXPECT_EQ(a.count, b.count);
        EXPECT_EQ(a.row_count, b.row_count);
        EXPECT_EQ(a.time, b.time);
        EXPECT_EQ(a.insured, b.insured);
        EXPECT_EQ(a.damage, b.damage);
        EXPECT_EQ(a.restart_days, b.restart_days);
    }
}

TEST(KeptEvents, AreOfAsManySourcesAndYearsAsTheScenario) {
    Scenario scenario = scenario_of(text_of("amount"));
    const auto kept = keep(scenario, 64, 1);
    Scenario longer = scenario;
    longer.years = 4;
    EXPECT_THROW((void)with_kept_events(longer, kept), std::invalid_argument);
    scenario.sources.pop_back();
    EXPECT_THROW((void)with_kept_events(scenario, kept), std::invalid_argument);
}

/// A column that a source left out so far, and gives from now on, is filled up from the beginning.
TEST(KeptEvents, FillUpColumnsThatASourceGivesNowAndThen) {
    const Scenario scenario = scenario_of(text_of("amount"));
    KeptSource source(scenario.sources[0], *scenario.sources[0].compile(scenario.insureds.list), 0);
    EventColumns first, second;
    first.count = {2, 0};
    first.damage = {1, 2};
    first.time = {0.5F, 0.6F};
    second.count = {1, 1};
    second.row_count = {2, 1};
    second.damage = {3, 4, 5};
    second.stock = {6, 7, 8};
    second.time = {0.1F, 0.2F};
    second.insured = {InsuredId{1}, InsuredId{2}, InsuredId{1}};
    source.append(first);
    source.append(second);
    EventColumns back;
    source.copy({1, 3, 1}, false, back);
    EXPECT_EQ(back.count, (std::vector<std::uint32_t>{0, 1, 1}));
    EXPECT_EQ(back.damage, (std::vector<double>{3, 4, 5}));
    EXPECT_TRUE(back.time.empty());
    back.clear();
    source.copy({0, 4, 1}, true, back);
    EXPECT_EQ(back.row_count, (std::vector<std::uint32_t>{1, 1, 2, 1}));
    EXPECT_EQ(back.stock, (std::vector<double>{0, 0, 6, 7, 8}));
    EXPECT_EQ(back.insured,
              (std::vector<InsuredId>{InsuredId{}, InsuredId{}, InsuredId{1}, InsuredId{2}, InsuredId{1}}));
    EXPECT_EQ(back.time, (std::vector<float>{0.5F, 0.6F, 0.1F, 0.2F}));
}

}  // namespace
}  // namespace riskpool
