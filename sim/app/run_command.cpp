#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>

#include "models/model_register.hpp"
#include "sim/app/commands.hpp"
#include "sim/app/interrupt.hpp"
#include "sim/app/json.hpp"
#include "sim/app/progress.hpp"
#include "sim/app/standard_output.hpp"
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
    std::error_code error;
    if (std::filesystem::equivalent(arguments.scenario, arguments.output, error)) {
        fmt::print(stderr, "riskpool: {} is the scenario; give the result another name\n", arguments.output.string());
        return ExitCode::usage;
    }
    if (std::filesystem::temp_directory_path(error).empty()) {
        throw std::runtime_error("TMPDIR: names no folder, and long tails go there; set it to one with some room");
    }
    if (arguments.draws == 1) {
        fmt::print(stderr, "riskpool: --draws 1 shows no spread; give 2 or more, or 0 for the means\n");
        return ExitCode::usage;
    }
    const LoadedScenario loaded = load_scenario(arguments.scenario, registered_models(), arguments.settings);
    const bool drawn = loaded.is_uncertain() && arguments.draws.value_or(loaded.scenario.uncertainty.draws) > 0;
    if (drawn && arguments.first_trial != 0) {
        fmt::print(stderr, "riskpool: a run with uncertain numbers has no parts; leave --first-trial out\n");
        return ExitCode::usage;
    }
    if (arguments.draws.value_or(0) > 0 && !loaded.is_uncertain()) {
        fmt::print(stderr, "riskpool: --draws {}: no number of {} is uncertain; leave it out\n", *arguments.draws,
                   arguments.scenario.string());
        return ExitCode::usage;
    }
    Progress progress(!arguments.quiet);
    Interrupt interrupt;
    RunRequest request;
    request.trials = arguments.trials;
    request.seed = arguments.seed;
    if (arguments.draws) request.draws = static_cast<std::uint32_t>(*arguments.draws);
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
        fmt::print(stderr, "riskpool: interrupted before the first {} was done; nothing was kept\n",
                   drawn ? "draw" : "block");
        return ExitCode::interrupted;
    }
    const bool interrupted = tables.trials < tables.trials_asked;
    const bool stored = !arguments.output.empty();
    if (interrupted) {
        // Said before the summary: Ctrl-C also ends a program that reads our output, and printing may be our end, too.
        fmt::print(stderr, "riskpool: interrupted after {} of {} trials; the {} the trials done\n", tables.trials,
                   tables.trials_asked, stored ? "result file holds" : "summary is that of");
    }
    std::string text = arguments.json ? to_json(tables) : summarise(tables, form_of(arguments.full));
    if (stored && !arguments.json) text += fmt::format("\nResult: {}\n", arguments.output.string());
    print(text, stored ? "the result file is in place, and `riskpool show` prints its summary"
                       : "send it to another place, and give -o to keep the result");
    return interrupted ? ExitCode::interrupted : ExitCode::success;
}

}  // namespace riskpool
