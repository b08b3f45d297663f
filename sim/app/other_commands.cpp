#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "models/model_register.hpp"
#include "sim/app/commands.hpp"
#include "sim/app/json.hpp"
#include "sim/app/provenance_table.hpp"
#include "sim/app/standard_output.hpp"
#include "sim/base/diagnostic.hpp"
#include "sim/io/result_reader.hpp"
#include "sim/io/summary.hpp"
#include "sim/io/text_table.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/schema.hpp"

namespace riskpool {

void print_diagnostics(std::vector<Diagnostic> const& diagnostics) {
    for (auto const& diagnostic : diagnostics) fmt::print(stderr, "{}\n", to_string(diagnostic));
    const auto errors = std::count_if(diagnostics.begin(), diagnostics.end(),
                                      [](Diagnostic const& d) { return d.level == Level::error; });
    if (errors > 0) fmt::print(stderr, "{} {}\n", errors, errors == 1 ? "error" : "errors");
}

ExitCode check_command(CheckArguments const& arguments) {
    bool faulty = false;
    std::vector<Diagnostic> all;
    for (auto const& file : arguments.scenarios) {
        const CheckedScenario checked = check_scenario(file, registered_models(), arguments.settings);
        faulty = faulty || has_errors(checked.diagnostics);
        if (arguments.json) {
            all.insert(all.end(), checked.diagnostics.begin(), checked.diagnostics.end());
            continue;
        }
        print_diagnostics(checked.diagnostics);
        if (has_errors(checked.diagnostics)) continue;
        print(fmt::format("{}: no faults\n", file.string()));
        if (arguments.provenance) {
            const std::string table = provenance_table(checked.loaded);
            print(table.empty() ? "no number says where it comes from\n" : '\n' + table);
            continue;
        }
        TextTable table({"number", "value", "source", "note"});
        for (auto const& origin : checked.loaded.provenance) {
            table.add({origin.path, origin.value, origin.source.empty() ? "-" : origin.source, origin.note});
        }
        if (table.empty()) continue;
        print(fmt::format("\n{}\nJ rests on judgement; P primary, S secondary, T weak, D derived, R recalled\n",
                          table.text()));
    }
    if (arguments.json) print(to_json(all));
    return faulty ? ExitCode::faulty_scenario : ExitCode::success;
}

ExitCode show_command(std::filesystem::path const& result, bool json, bool full) {
    const ResultTables tables = read_tables(ResultReader(result));
    print(json ? to_json(tables) : summarise(tables, form_of(full)));
    return ExitCode::success;
}

ExitCode schema_command() {
    print(scenario_schema(registered_models()));
    return ExitCode::success;
}

ExitCode reference_command() {
    print(scenario_reference(registered_models()));
    return ExitCode::success;
}

}  // namespace riskpool
