// Scenarios with uncertain numbers for tests: from a text to the figures of a whole run.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "models/model_register.hpp"
#include "sim/run/run_scenario.hpp"
#include "sim/scenario/load.hpp"

namespace riskpool::testing {

/// Reads a scenario; every error is a failure of the test.
inline LoadedScenario loaded_of(std::string const& text, std::vector<std::string> const& settings = {}) {
    CheckedScenario checked = check_scenario_text(text, "test.yaml", registered_models(), settings);
    for (auto const& diagnostic : checked.diagnostics) ADD_FAILURE() << to_string(diagnostic);
    return std::move(checked.loaded);
}

inline ResultTables run_loaded(LoadedScenario const& loaded, std::uint32_t draws, std::uint64_t trials,
                               std::uint64_t seed = 1, RunSettings const& settings = {}, TrialTable* table = nullptr) {
    RunRequest request;
    request.trials = trials;
    request.seed = seed;
    request.draws = draws;
    request.settings = settings;
    return run_scenario(loaded, request, table);
}

inline MetricRow const& row_of(ResultTables const& tables, std::string_view metric, std::string_view party,
                               std::string_view quantity, double parameter = std::numeric_limits<double>::quiet_NaN()) {
    for (auto const& each : tables.metrics) {
        const bool same = std::isnan(parameter) || std::abs(each.parameter - parameter) < 1e-9;
        if (each.metric == metric && each.party == party && each.quantity == quantity && same) return each;
    }
    ADD_FAILURE() << "no row " << metric << " of " << party << ' ' << quantity;
    static const MetricRow none;
    return none;
}

/// What a row is in each draw.
inline std::vector<double> by_draw(ResultTables const& tables, MetricRow const& row) {
    std::vector<double> values;
    for (auto const& each : tables.figures_by_draw) {
        if (&tables.metrics[each.row] == &row) values.push_back(each.value);
    }
    return values;
}

/// One insured, one member, one source given by frequency and severity in one line each; `more` ends the file.
inline std::string uncertain_scenario(std::string const& frequency, std::string const& severity,
                                      std::string const& metrics, std::string const& programme = "[]",
                                      std::string const& more = "") {
    return "schema: 1\nname: test\ncurrency: CNY\nmembers: [{name: M}]\n"
           "insureds: [{name: I, property: 1bn, premium: 10}]\n"
           "sources: [{collective_risk: {frequency: " +
           frequency + ", severity: " + severity +
           "}}]\n"
           "pools: [{name: P, shares: {equal: {}}, programme: " +
           programme +
           "}]\n"
           "metrics: " +
           metrics + "\n" + more;
}

}  // namespace riskpool::testing
