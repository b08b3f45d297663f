#include <fmt/format.h>

#include <cstdio>

#include "models/source_register.hpp"
#include "sim/app/commands.hpp"
#include "sim/app/interrupt.hpp"
#include "sim/app/json.hpp"
#include "sim/app/progress.hpp"
#include "sim/app/version.hpp"
#include "sim/io/summary.hpp"
#include "sim/metric/leaf.hpp"
#include "sim/run/run_scenario.hpp"

namespace riskpool {

ExitCode run_command(RunArguments const& arguments) {
    if (arguments.first_trial % leaf_trials != 0) {
        fmt::print(stderr, "riskpool: --first-trial {} is no multiple of {}; parts of a run begin at multiples of {}\n",
                   arguments.first_trial, leaf_trials, leaf_trials);
        return ExitCode::usage;
    }
    const LoadedScenario loaded = load_scenario(arguments.scenario, registered_sources(), arguments.settings);
    Progress progress(!arguments.quiet);
    Interrupt interrupt;
    RunRequest request;
    request.trials = arguments.trials;
    request.seed = arguments.seed;
    request.first_trial = arguments.first_trial;
    request.output = arguments.output;
    request.program_version = program_version();
    request.program_commit = program_commit();
    request.settings.threads = arguments.threads;
    request.settings.stop = interrupt.token();
    request.settings.progress = [&](std::uint64_t done, std::uint64_t of) { progress.show(done, of); };
    const ResultTables tables = run_scenario(loaded, request);
    progress.clear();
    if (tables.trials == 0) {
        fmt::print(stderr, "riskpool: interrupted before the first block was done; nothing was kept\n");
        return ExitCode::interrupted;
    }
    fmt::print("{}", arguments.json ? to_json(tables) : summarise(tables));
    if (!arguments.output.empty() && !arguments.json) fmt::print("\nResult: {}\n", arguments.output.string());
    if (tables.trials == tables.trials_asked) return ExitCode::success;
    fmt::print(stderr, "riskpool: interrupted after {} of {} trials; {}\n", tables.trials, tables.trials_asked,
               arguments.output.empty() ? "the summary is that of the trials done"
                                        : "the result file holds the trials done, complete");
    return ExitCode::interrupted;
}

}  // namespace riskpool
