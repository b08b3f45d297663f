#include "sim/run/run_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sim/run/accumulation.hpp"
#include "sim/run/outer_loop.hpp"
#include "sim/run/run_parts.hpp"

namespace riskpool {

ResultTables describe_run(LoadedScenario const& loaded, RunRequest const& request, Plan const& plan) {
    ResultTables tables;
    tables.title = loaded.scenario.name;
    tables.currency = loaded.scenario.currency;
    tables.program_version = request.program_version;
    tables.program_commit = request.program_commit;
    tables.scenario_file = std::filesystem::path(loaded.file).filename().string();
    tables.scenario_text = loaded.text;
    for (auto const& table : loaded.tables) tables.scenario_tables += table;
    for (auto const& setting : loaded.settings) tables.settings += setting + '\n';
    for (auto const& warning : loaded.warnings) tables.warnings += warning.path + ": " + warning.problem + '\n';
    tables.table_hash = fmt::format("{:016x}", plan.table_hash());
    tables.seed = plan.seed();
    tables.first_trial = request.first_trial;
    tables.years = plan.years();
    tables.treaties = plan.treaties();
    tables.accumulation = accumulation(loaded.scenario);
    for (auto const& origin : loaded.provenance) {
        tables.provenance.push_back({origin.path, origin.value, origin.source, origin.note});
    }
    const auto enter = [&](std::vector<UncertainNumber> const& uncertain) {
        for (auto const& number : uncertain) {
            const auto same = [&](UncertainRow const& row) { return row.path == number.path; };
            if (std::any_of(tables.uncertain.begin(), tables.uncertain.end(), same)) continue;
            Belief const& belief = number.belief;
            tables.uncertain.push_back({number.path, number.name, std::string(belief.kind()), belief.mean(),
                                        belief.lowest(), belief.highest(), belief.remark()});
        }
    };
    enter(loaded.uncertain);
    for (auto const& each : loaded.alternatives) enter(each.uncertain);
    if (!loaded.alternatives.empty()) {
        UncertainRow row;
        row.path = row.kind = "alternatives";
        row.mean = std::numeric_limits<double>::quiet_NaN();
        row.highest = static_cast<double>(loaded.alternatives.size() - 1);
        for (auto const& each : loaded.scenario.alternatives) {
            row.remark += fmt::format("{}{} (weight {:g})", row.remark.empty() ? "" : ", ", each.name, each.weight);
        }
        tables.uncertain.push_back(std::move(row));
    }
    return tables;
}

std::optional<ResultFile> open_result(Scenario const& scenario, RunRequest const& request, std::uint64_t trials,
                                      std::vector<TrialColumn> const& columns) {
    if (request.output.empty()) return std::nullopt;
    std::vector<ColumnSpec> specs;
    specs.reserve(columns.size());
    for (auto const& column : columns) specs.push_back(column.spec);
    const Storage storage = scenario.output.storage == TableStorage::float64 ? Storage::float64 : Storage::float32;
    return std::optional<ResultFile>(std::in_place, request.output, trials, scenario.years, std::move(specs), storage);
}

void open_table(TrialTable& table, std::vector<TrialColumn> const& columns, std::uint64_t trials, std::uint32_t years) {
    table.columns = columns;
    table.values.assign(columns.size(), {});
    for (std::size_t k = 0; k < columns.size(); ++k) {
        table.values[k].reserve(trials * (columns[k].spec.yearly ? years : 1));
    }
}

ResultTables run_scenario(LoadedScenario const& loaded, RunRequest const& request, TrialTable* table) {
    const std::uint32_t draws = request.draws.value_or(loaded.scenario.uncertainty.draws);
    if (draws > 0 && loaded.is_uncertain()) return run_outer_loop(loaded, request, draws, table);
    Scenario const& scenario = loaded.scenario;
    const std::uint64_t trials = request.trials.value_or(scenario.trials);
    const Plan plan(scenario, request.seed.value_or(scenario.seed));
    ResultTables tables = describe_run(loaded, request, plan);
    tables.trials_asked = trials;

    TrialSelection selection(plan, scenario);
    std::optional<ResultFile> file = open_result(scenario, request, trials, selection.columns());
    if (table != nullptr) open_table(*table, selection.columns(), trials, scenario.years);
    const TrialSink sink = [&](std::uint64_t first, std::uint32_t n, std::span<std::vector<double> const> block) {
        const auto values = selection.select(block);
        if (file) file->append_trials(first, n, values);
        if (table == nullptr) return;
        for (std::size_t k = 0; k < values.size(); ++k) {
            table->values[k].insert(table->values[k].end(), values[k].begin(), values[k].end());
        }
    };
    const bool wanted = (file || table != nullptr) && !selection.columns().empty();
    RunState state = open_state(plan, request.first_trial, trials);
    run_trials(plan, {request.first_trial, trials}, request.settings, wanted ? sink : TrialSink{}, state);

    tables.trials = state.range.count;
    if (tables.trials == 0) return tables;
    tables.transfers = mean_transfers(plan, state.sums);
    tables.metrics = measure(plan, state);
    tables.pairs = state.together.rows(plan.together(), tables.trials, scenario.years, tables.trials);
    if (file) {
        write_tables(*file, tables);
        file->commit();
    }
    return tables;
}

}  // namespace riskpool
