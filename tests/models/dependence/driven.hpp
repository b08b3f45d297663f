// Sources driven by the dependences of a scenario, sampled as a plan samples them.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "models/model_register.hpp"
#include "sim/loss/event_cells.hpp"
#include "sim/run/dependence_plan.hpp"
#include "sim/scenario/load.hpp"

namespace riskpool {

/// Of each source, its number of events and its insured loss in each cell.
struct Driven {
    std::vector<std::vector<double>> counts;
    std::vector<std::vector<double>> losses;
};

/// The scenario with one insured whose `sources` (and `dependence`) are given, each from column 0 on.
inline CheckedScenario scenario_of(std::string const& what_may_happen, std::uint32_t years = 1) {
    const std::string text = "schema: 1\nname: Test\ncurrency: CNY\nyears: " + std::to_string(years) +
                             "\nmembers: [{name: A, capital: 1bn, capacity: 1bn}]\n"
                             "insureds: [{name: Works, premium: 100, property: 1bn, cluster: park}]\n"
                             "pools: [{name: P, shares: {by_capacity: {}}}]\n" +
                             what_may_happen;
    return check_scenario_text(text, "test.yaml", registered_models());
}

/// Samples trials first .. first + trials in slices of so many.
inline Driven sample_driven(Scenario const& scenario, std::uint64_t first, std::uint32_t trials,
                            std::uint32_t slice = 500, std::uint64_t seed = 7) {
    const DependencePlan plan(scenario);
    DependencePlanScratch scratch = plan.make_scratch();
    std::vector<PolicyTerms> terms;
    for (auto const& insured : scenario.insureds.list) terms.push_back(PolicyTerms::of(insured));
    std::vector<std::unique_ptr<Source>> sources;
    std::vector<std::unique_ptr<SourceScratch>> memory;
    for (auto const& model : scenario.sources) {
        sources.push_back(model.compile(scenario.insureds.list));
        memory.push_back(sources.back()->make_scratch());
    }
    Driven driven{std::vector<std::vector<double>>(sources.size()), std::vector<std::vector<double>>(sources.size())};
    for (std::uint32_t done = 0; done < trials; done += slice) {
        const CellRange cells{first + done, std::min(slice, trials - done), scenario.years};
        plan.drive(cells, seed, scratch);
        for (std::uint32_t s = 0; s < sources.size(); ++s) {
            EventColumns events;
            const SampleRequest request{cells, seed, s, false};
            if (plan.empty()) {
                sources[s]->sample(request, *memory[s], events);
            } else {
                plan.sample(*sources[s], request, terms, *memory[s], scratch, events);
            }
            std::vector<double> losses, totals(cells.size());
            apply_policy_terms(terms, events, sources[s]->aggregate(), losses, nullptr);
            CellOffsets offsets;
            offsets.find(events);
            sum_by_cell(offsets, losses, totals);
            driven.losses[s].insert(driven.losses[s].end(), totals.begin(), totals.end());
            driven.counts[s].insert(driven.counts[s].end(), events.count.begin(), events.count.end());
        }
    }
    return driven;
}

inline Driven sample_driven(std::string const& what_may_happen, std::uint32_t trials, std::uint32_t years = 1) {
    const CheckedScenario checked = scenario_of(what_may_happen, years);
    for (auto const& each : checked.diagnostics) EXPECT_EQ(each.level, Level::warning) << to_string(each);
    if (has_errors(checked.diagnostics)) return {};
    return sample_driven(checked.loaded.scenario, 0, trials);
}

}  // namespace riskpool
