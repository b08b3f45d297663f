#include "sim/run/trial_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "models/model_register.hpp"
#include "sim/run/run_scenario.hpp"

namespace riskpool {
namespace {

LoadedScenario loaded(std::string const& output) {
    CheckedScenario checked = check_scenario_text(
        "schema: 1\nname: test\ncurrency: CNY\nyears: 3\nmembers: [{name: A}, {name: B}]\n"
        "insureds: [{name: I, property: 100, premium: 10}]\n"
        "sources: [{collective_risk: {frequency: {poisson: {mean: 2}}, severity: {exponential: {mean: 5}}}}]\n"
        "pools: [{name: P, shares: {by_table: {table: [{member: A, share: 0.75}, {member: B, share: 0.25}]}},\n"
        "  programme: [[{stop_loss: {attachment: 20, limit: 10, premium: 1}}]],\n"
        "  reserve_fund: {accrual: [{share_of_underwriting_profit: {rate: 0.5}}], trigger: {loss_ratio: 1}}}]\n"
        "output: " +
            output + "\n",
        "test.yaml", registered_models());
    for (auto const& diagnostic : checked.diagnostics) ADD_FAILURE() << to_string(diagnostic);
    return std::move(checked.loaded);
}

std::vector<double> const* values_of(TrialTable const& table, std::string_view name) {
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
        if (table.columns[k].spec.name == name) return &table.values[k];
    }
    return nullptr;
}

RunRequest two_hundred() {
    RunRequest request;
    request.trials = 200;
    return request;
}

TEST(TrialTable, HoldsEveryYearOfEveryTrialInOrder) {
    const LoadedScenario scenario = loaded("{}");
    TrialTable table;
    const ResultTables whole = run_scenario(scenario, two_hundred(), &table);
    auto const* net = values_of(table, "p.net_loss");
    ASSERT_NE(net, nullptr);
    ASSERT_EQ(net->size(), 600U);
    ASSERT_EQ(values_of(table, "p_fund.ruined")->size(), 200U);

    // The trials from 128 on, run by themselves, are the end of the whole.
    RunRequest request = two_hundred();
    request.first_trial = 128;
    request.trials = 72;
    TrialTable end;
    (void)run_scenario(scenario, request, &end);
    EXPECT_TRUE(std::equal(net->begin() + 3 * 128, net->end(), values_of(end, "p.net_loss")->begin(),
                           values_of(end, "p.net_loss")->end()));

    double sum = 0;
    for (const double x : *net) sum += x;
    const auto aal = std::find_if(whole.metrics.begin(), whole.metrics.end(), [](MetricRow const& row) {
        return row.metric == "aal" && row.party == "P" && row.quantity == "net_loss";
    });
    ASSERT_NE(aal, whole.metrics.end());
    EXPECT_NEAR(sum / 600, aal->value, 1e-12 * aal->value);
}

TEST(TrialTable, ChangesNothingInTheFigures) {
    const LoadedScenario scenario = loaded("{}");
    TrialTable table;
    const ResultTables with = run_scenario(scenario, two_hundred(), &table);
    const ResultTables without = run_scenario(scenario, two_hundred());
    ASSERT_EQ(with.metrics.size(), without.metrics.size());
    for (std::size_t k = 0; k < with.metrics.size(); ++k) EXPECT_EQ(with.metrics[k].value, without.metrics[k].value);
}

TEST(TrialTable, GivesMembersTheirPartsOnRequest) {
    TrialTable without;
    (void)run_scenario(loaded("{}"), two_hundred(), &without);
    EXPECT_EQ(values_of(without, "a.net_loss"), nullptr);

    TrialTable table;
    (void)run_scenario(loaded("{members: true}"), two_hundred(), &table);
    EXPECT_EQ(table.columns.size(), without.columns.size() + 4);
    auto const& pool = *values_of(table, "p.net_loss");
    auto const* a = values_of(table, "a.net_loss");
    auto const* b = values_of(table, "b.net_loss");
    ASSERT_TRUE(a != nullptr && b != nullptr);
    for (std::size_t i = 0; i < pool.size(); ++i) {
        EXPECT_EQ((*a)[i], 0.75 * pool[i]);
        EXPECT_EQ((*b)[i], 0.25 * pool[i]);
    }
}

TEST(TrialTable, IsEmptyIfTheScenarioKeepsNoTrials) {
    TrialTable table;
    const ResultTables figures = run_scenario(loaded("{trials: false, members: true}"), two_hundred(), &table);
    EXPECT_TRUE(table.columns.empty());
    EXPECT_TRUE(table.values.empty());
    EXPECT_EQ(figures.trials, 200U);
}

TEST(TrialTable, TellsUnitsAndMeaning) {
    TrialTable table;
    (void)run_scenario(loaded("{members: true}"), two_hundred(), &table);
    for (auto const& column : table.columns) {
        EXPECT_FALSE(column.spec.long_name.empty()) << column.spec.name;
        EXPECT_EQ(column.spec.yearly, column.basis != Basis::path) << column.spec.name;
        EXPECT_EQ(column.spec.name, column_name(column.party, column.quantity, column.basis));
        EXPECT_TRUE(column.spec.units == "CNY" || column.spec.units == "1") << column.spec.name;
    }
}

}  // namespace
}  // namespace riskpool
