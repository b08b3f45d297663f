// The examples of docs/sources.md run as they stand there, on the scenario at the head of the page.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "tests/sim/run/run_text.hpp"
#include "tests/source_folder.hpp"

namespace riskpool {
namespace {

std::filesystem::path page() {
    return testing::source_folder() / "docs" / "sources.md";
}

/// The blocks of YAML of the page, in its order.
std::vector<std::string> blocks() {
    std::ifstream file(page());
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::vector<std::string> found;
    const std::string open = "```yaml\n", close = "```";
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
        at += open.size();
        const std::size_t end = text.find(close, at);
        found.push_back(text.substr(at, end - at));
        at = end + close.size();
    }
    return found;
}

/// The scenario of the page with `source`, an item of a list, as its only source.
std::string scenario_with(std::string const& scenario, std::string const& source) {
    const std::string none = "sources: []\n";
    const std::size_t at = scenario.find(none);
    EXPECT_NE(at, std::string::npos);
    return scenario.substr(0, at) + "sources:\n" + source + scenario.substr(at + none.size());
}

TEST(SourcesPage, RunsEveryExampleAndLosesMoneyInIt) {
    const std::vector<std::string> all = blocks();
    ASSERT_GT(all.size(), 2U);
    for (std::size_t b = 1; b < all.size(); ++b) {
        CheckedScenario checked = check_scenario_text(scenario_with(all[0], all[b]), page(), registered_models());
        for (auto const& diagnostic : checked.diagnostics) ADD_FAILURE() << to_string(diagnostic) << '\n' << all[b];
        if (has_errors(checked.diagnostics)) continue;
        const Plan plan(checked.loaded.scenario, 5);
        RunState state = open_state(plan, 0, 2000);
        run_trials(plan, {0, 2000}, {}, {}, state);
        bool lost = false;
        for (MetricRow const& row : measure(plan, state)) {
            lost = lost || (row.metric == "aal" && row.quantity == "gross_loss" && row.value > 0);
        }
        EXPECT_TRUE(lost) << all[b];
    }
}

}  // namespace
}  // namespace riskpool
