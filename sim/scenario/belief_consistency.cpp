#include "sim/scenario/belief_consistency.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "sim/scenario/outer_sample.hpp"
#include "sim/scenario/placed_report.hpp"

namespace riskpool {

namespace {

void check_pair(PlacedReport& report, Scenario const& scenario, std::size_t i) {
    auto const& pairs = scenario.belief_correlation;
    BeliefCorrelation const& pair = pairs[i];
    const std::string path = path_index("belief_correlation", i);
    const std::vector<std::string_view> names(scenario.beliefs.list.begin(), scenario.beliefs.list.end());
    bool known = true;
    for (auto const& [field, name] : {std::pair{"first", pair.first}, std::pair{"second", pair.second}}) {
        known = report.check_known(path_key(path, field), name, names, "belief",
                                   "correlations are between beliefs of the scenario's `beliefs`") &&
                known;
    }
    if (!known) return;
    if (pair.first == pair.second) {
        return report.report(path_key(path, "second"), "is the same belief as `first`",
                             "numbers that share a belief move together without more words");
    }
    const auto again = std::find_if(pairs.begin(), pairs.begin() + static_cast<std::ptrdiff_t>(i), [&](auto const& e) {
        return (e.first == pair.first && e.second == pair.second) || (e.first == pair.second && e.second == pair.first);
    });
    if (again != pairs.begin() + static_cast<std::ptrdiff_t>(i)) {
        report.report(path, fmt::format("gives the correlation of {} and {} a second time", pair.first, pair.second),
                      "keep one of the two");
    }
}

}  // namespace

static void check_alternatives(PlacedReport& report, Scenario const& scenario) {
    auto const& all = scenario.alternatives;
    if (all.size() == 1) {
        report.report("alternatives", "has one item, which no other one excludes",
                      "set its values in the scenario itself, or add the other models");
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool again = std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i),
                                       [&](Alternative const& each) { return each.name == all[i].name; });
        if (!again) continue;
        report.report(path_key(path_index("alternatives", i), "name"),
                      '"' + all[i].name + "\" is the name of another alternative", "give it a name of its own");
    }
}

void check_beliefs(Scenario const& scenario, Node const& root, std::vector<UncertainNumber> const& uncertain,
                   std::vector<Diagnostic>& diagnostics) {
    PlacedReport report(scenario, root, diagnostics);
    const std::size_t before = diagnostics.size();
    check_alternatives(report, scenario);
    for (auto const& name : scenario.beliefs.list) {
        if (!scenario.alternatives.empty()) break;  // an alternative may be the one that uses it
        const auto uses = [&](UncertainNumber const& number) { return number.name == name; };
        if (std::any_of(uncertain.begin(), uncertain.end(), uses)) continue;
        report.report(path_key("beliefs", name), "is used by no number",
                      "write `{belief: " + name + "}` in place of a number, or leave it out");
    }
    for (std::size_t i = 0; i < scenario.belief_correlation.size(); ++i) check_pair(report, scenario, i);
    if (diagnostics.size() != before || scenario.belief_correlation.empty()) return;
    const CopulaMatrix matrix = copula_matrix(scenario.beliefs.list, scenario.belief_correlation);
    if (matrix.shrunk > 0) {
        report.report("belief_correlation",
                      fmt::format("no numbers have such correlations together: all of them are taken {:.3g} % smaller",
                                  100 * matrix.shrunk),
                      "check which of the pairs contradict each other");
        diagnostics.back().level = Level::warning;
    }
}

}  // namespace riskpool
