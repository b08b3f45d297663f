// Scenarios for tests: from a text to a plan, a run and its figures.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "models/model_register.hpp"
#include "sim/run/engine.hpp"
#include "sim/scenario/load.hpp"

namespace riskpool::testing {

/// Reads a scenario; every fault is a failure of the test.
inline Scenario scenario_of(std::string const& text) {
    CheckedScenario checked = check_scenario_text(text, "test.yaml", registered_models());
    for (auto const& diagnostic : checked.diagnostics) ADD_FAILURE() << to_string(diagnostic);
    return std::move(checked.loaded.scenario);
}

struct TextRun {
    RunState state;
    std::vector<MetricRow> rows;

    [[nodiscard]] MetricRow const& row(std::string_view metric, std::string_view party, std::string_view quantity,
                                       double parameter = std::numeric_limits<double>::quiet_NaN()) const {
        for (auto const& each : rows) {
            const bool same = std::isnan(parameter) || std::abs(each.parameter - parameter) < 1e-9;
            if (each.metric == metric && each.party == party && each.quantity == quantity && same) return each;
        }
        ADD_FAILURE() << "no row " << metric << " of " << party << ' ' << quantity;
        static const MetricRow none;
        return none;
    }
};

/// Runs a scenario text for `trials` trials.
inline TextRun run_text(std::string const& text, std::uint64_t trials, std::uint64_t seed,
                        RunSettings const& settings = {}, TrialSink const& sink = {}) {
    const Plan plan(scenario_of(text), seed);
    TextRun run{open_state(plan, 0, trials), {}};
    run_trials(plan, {0, trials}, settings, sink, run.state);
    run.rows = measure(plan, run.state);
    return run;
}

/// One insured, one source, one member: `source` and `programme` are YAML in one line.
inline std::string simple_scenario(std::string const& source, std::string const& programme,
                                   std::string const& metrics) {
    return "schema: 1\nname: test\ncurrency: CNY\nmembers: [{name: M}]\n"
           "insureds: [{name: I, property: 100, premium: 10}]\n"
           "sources: [" +
           source +
           "]\n"
           "pools: [{name: P, shares: {by_table: {table: [{member: M, share: 1}]}}, programme: " +
           programme +
           "}]\n"
           "metrics: " +
           metrics + "\n";
}

}  // namespace riskpool::testing
