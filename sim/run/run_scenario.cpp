#include "sim/run/run_scenario.hpp"

#include <fmt/format.h>

namespace riskpool {

namespace {

/// The columns that the table of trials keeps, with their positions among all columns.
std::vector<std::size_t> stored_columns(Plan const& plan, Output const& output) {
    std::vector<std::size_t> stored;
    if (!output.trials) return stored;
    for (std::size_t k = 0; k < plan.columns().size(); ++k) {
        if (plan.columns()[k].stored) stored.push_back(k);
    }
    return stored;
}

/// Members that share by one key have no column of their own: their table is the pool's times the key.
std::vector<ScaledSeries> stored_members(Plan const& plan, Output const& output) {
    std::vector<ScaledSeries> stored;
    if (!output.trials || !output.members) return stored;
    for (auto const& series : plan.scaled()) {
        if (series.quantity == "net_loss" || series.quantity == "result") stored.push_back(series);
    }
    return stored;
}

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
    tables.table_hash = fmt::format("{:016x}", plan.table_hash());
    tables.seed = plan.seed();
    tables.first_trial = request.first_trial;
    tables.years = plan.years();
    tables.treaties = plan.treaties();
    for (auto const& origin : loaded.provenance) {
        tables.provenance.push_back({origin.path, origin.value, origin.source, origin.note});
    }
    return tables;
}

}  // namespace

ResultTables run_scenario(LoadedScenario const& loaded, RunRequest const& request) {
    Scenario const& scenario = loaded.scenario;
    const std::uint64_t trials = request.trials.value_or(scenario.trials);
    const Plan plan(scenario, request.seed.value_or(scenario.seed));
    ResultTables tables = describe_run(loaded, request, plan);
    tables.trials_asked = trials;

    const std::vector<std::size_t> stored = stored_columns(plan, scenario.output);
    const std::vector<ScaledSeries> members = stored_members(plan, scenario.output);
    std::optional<ResultFile> file;
    if (!request.output.empty()) {
        std::vector<ColumnSpec> specs;
        for (const std::size_t k : stored) {
            ColumnDescription const& column = plan.columns()[k];
            specs.push_back({column_name(column.party, column.quantity, column.basis),
                             column.unit == Unit::money ? scenario.currency : "1", column.about,
                             column.basis != Basis::path});
        }
        for (auto const& series : members) {
            specs.push_back({column_name(series.party, series.quantity, Basis::annual), scenario.currency,
                             "The member's part of the pool's " + series.quantity + '.', true});
        }
        const Storage storage = scenario.output.storage == TableStorage::float64 ? Storage::float64 : Storage::float32;
        file.emplace(request.output, trials, scenario.years, std::move(specs), storage);
    }

    std::vector<std::vector<double>> member_columns(members.size());
    std::vector<std::span<double const>> spans(stored.size() + members.size());
    const TrialSink sink = [&](std::uint64_t first, std::uint32_t n, std::span<std::vector<double> const> columns) {
        for (std::size_t k = 0; k < stored.size(); ++k) spans[k] = columns[stored[k]];
        for (std::size_t m = 0; m < members.size(); ++m) {
            member_columns[m] = columns[members[m].column];
            for (double& x : member_columns[m]) x *= members[m].part;
            spans[stored.size() + m] = member_columns[m];
        }
        file->append_trials(first, n, spans);
    };
    RunState state = open_state(plan, request.first_trial, trials);
    run_trials(plan, {request.first_trial, trials}, request.settings, file && !spans.empty() ? sink : TrialSink{},
               state);

    tables.trials = state.range.count;
    if (tables.trials == 0) return tables;
    tables.transfers = mean_transfers(plan, state);
    tables.metrics = measure(plan, state);
    if (file) {
        write_tables(*file, tables);
        file->commit();
    }
    return tables;
}

}  // namespace riskpool
