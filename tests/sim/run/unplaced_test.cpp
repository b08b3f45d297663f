#include "sim/run/unplaced.hpp"

#include <gtest/gtest.h>

#include "sim/io/summary.hpp"
#include "tests/known_answers/published_run.hpp"
#include "tests/known_answers/yearly_events.hpp"

namespace riskpool {
namespace {

using namespace testing;

KnownScenario full() {
    KnownScenario scenario;
    scenario.members = "[{name: M1, capacity: 15}, {name: M2, capacity: 5}]";
    scenario.insureds = "[{name: A, property: 50}, {name: B, property: 20}]";
    scenario.share_rule = "{by_capacity: {part_of_capital: .inf}}";
    scenario.sources = "fixed_events: {events: [{year: 1, insured: A, damage: 40}]}";
    return scenario;
}

TEST(UnplacedRisks, AreToldWithThePartThatStaysWithTheInsured) {
    const KnownRun run(full());
    EXPECT_NEAR(run.row("unplaced", "P", "A").value, 0.6, 1e-12);
    EXPECT_FALSE(run.row("unplaced", "P", "A").warning.empty());
    EXPECT_THROW((void)run.row("unplaced", "P", "B"), std::runtime_error);
    EXPECT_NE(summarise(run.tables()).find("60 %"), std::string::npos);
}

TEST(UnplacedRisks, AreNoneWhereAllIsSharedOrLeftOnPurpose) {
    KnownScenario scenario = full();
    scenario.pool_terms = ", assigned_risks: true";
    EXPECT_THROW((void)KnownRun(scenario).row("unplaced", "P", "A"), std::runtime_error);
    scenario.pool_terms = "";
    scenario.share_rule = "{by_table: {table: [{member: M1, share: 40%}]}}";
    EXPECT_THROW((void)KnownRun(scenario).row("unplaced", "P", "A"), std::runtime_error);
}

}  // namespace
}  // namespace riskpool
