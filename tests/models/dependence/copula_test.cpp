#include "models/dependence/copula.hpp"

#include <gtest/gtest.h>

#include "sim/io/summary.hpp"
#include "sim/run/run_scenario.hpp"
#include "tests/models/dependence/driven.hpp"

namespace riskpool {
namespace {

constexpr char const* impossible =
    "sources:\n"
    "  - collective_risk: {name: a, frequency: {poisson: {mean: 1}}, severity: {exponential: {mean: 1}}}\n"
    "  - collective_risk: {name: b, frequency: {poisson: {mean: 1}}, severity: {exponential: {mean: 1}}}\n"
    "  - collective_risk: {name: c, frequency: {poisson: {mean: 1}}, severity: {exponential: {mean: 1}}}\n"
    "dependence:\n"
    "  - copula: {of: counts, sources: [a, b, c], family: {gaussian: {correlation: 0.9, correlations: [{first: a, "
    "second: c, correlation: -0.9}]}}}\n";

// Of eigenvalues 1 + 0.9 and 1 - 0.9 x 2: by symmetry the nearest has 0.5 and -0.5 in place of 0.9 and -0.9.
TEST(Copula, ReportsTheCorrelationsThatItHadToRepairWhereverFiguresGo) {
    const CheckedScenario checked = scenario_of(impossible);
    ASSERT_EQ(checked.diagnostics.size(), 1U);
    EXPECT_EQ(checked.diagnostics[0].level, Level::warning);
    EXPECT_EQ(checked.diagnostics[0].path, "dependence[0].copula.family.gaussian");
    EXPECT_NE(checked.diagnostics[0].problem.find("the least eigenvalue is -0.8"), std::string::npos);
    EXPECT_NE(checked.diagnostics[0].problem.find("by 0.4 to"), std::string::npos);
    RunRequest request;
    request.trials = 64;
    const ResultTables tables = run_scenario(checked.loaded, request);
    EXPECT_EQ(tables.warnings, "dependence[0].copula.family.gaussian: " + checked.diagnostics[0].problem + '\n');
    EXPECT_NE(summarise(tables).find(checked.diagnostics[0].problem), std::string::npos);
}

TEST(Copula, SaysNothingOfCorrelationsThatExist) {
    std::string text = impossible;
    text.replace(text.find("-0.9"), 4, "0.7");
    EXPECT_TRUE(scenario_of(text).diagnostics.empty());
}

}  // namespace
}  // namespace riskpool
