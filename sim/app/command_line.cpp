#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>

#include "sim/app/commands.hpp"
#include "sim/app/version.hpp"
#include "sim/base/diagnostic.hpp"

namespace riskpool {

namespace {

/// An unknown verb x runs `riskpool-x` from the path if there is one, as git does. Returns only if there is none.
void run_extension(int argc, char const* const* argv) {
    if (argc < 2 || argv[1][0] == '-') return;
    const std::string program = "riskpool-" + std::string(argv[1]);
    std::vector<std::string> words{program};
    for (int i = 2; i < argc; ++i) words.emplace_back(argv[i]);
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    execvp(program.c_str(), pointers.data());
}

}  // namespace

int run_program(int argc, char const* const* argv) {
    CLI::App app{
        "Simulates co-insurance and reinsurance risk pools: who pays, how much capacity is needed, when it breaks.",
        "riskpool"};
    app.set_version_flag("--version", std::string("riskpool ") + program_version() + " (" + program_commit() + ")");
    app.require_subcommand(1);
    app.footer(
        "Exit codes: 0 success, 1 faulty scenario, 2 usage, 3 failed, 130 interrupted.\n"
        "An unknown verb x runs riskpool-x from the path.");

    RunArguments run;
    auto* run_verb = app.add_subcommand("run", "Run a scenario: print its summary, write its result file");
    run_verb->add_option("scenario", run.scenario, "Scenario file (YAML)")->required();
    run_verb->add_option("-o,--output", run.output, "Result file (HDF5); none is written when left out");
    run_verb->add_option("--trials", run.trials, "Number of trials (the scenario's when left out)")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 52));
    run_verb->add_option("--seed", run.seed, "Seed (the scenario's when left out)");
    run_verb->add_option("--first-trial", run.first_trial, "First trial of a part of a run; a multiple of 64");
    run_verb->add_option("--threads", run.threads, "Threads; all cores when left out. Never changes a result")
        ->check(CLI::Range(0, 4096));
    run_verb->add_option("--set", run.settings, "path=value: change the scenario before it is read; may be repeated")
        ->allow_extra_args(false);
    run_verb->add_flag("--json", run.json, "Print figures as JSON");
    run_verb->add_flag("-q,--quiet", run.quiet, "No progress");

    CheckArguments check;
    auto* check_verb =
        app.add_subcommand("check", "Report all faults of scenarios, and which numbers rest on judgement");
    check_verb->add_option("scenarios", check.scenarios, "Scenario files")->required();
    check_verb->add_option("--set", check.settings, "path=value, as in run")->allow_extra_args(false);
    check_verb->add_flag("--json", check.json, "Print diagnostics as JSON");

    std::filesystem::path result;
    bool show_json = false;
    auto* show_verb = app.add_subcommand("show", "Print the summary of a result file again");
    show_verb->add_option("result", result, "Result file (HDF5)")->required();
    show_verb->add_flag("--json", show_json, "Print figures as JSON");

    ExplainArguments explain;
    auto* explain_verb = app.add_subcommand("explain", "Print one trial event by event, down to each member");
    explain_verb->add_option("scenario", explain.scenario, "Scenario file")->required();
    explain_verb->add_option("--trial", explain.trial, "Number of the trial, counted from 0")->required();
    explain_verb->add_option("--seed", explain.seed, "Seed (the scenario's when left out)");
    explain_verb->add_option("--set", explain.settings, "path=value, as in run")->allow_extra_args(false);

    auto* schema_verb = app.add_subcommand("schema", "Print the JSON Schema of scenario files");
    auto* reference_verb = app.add_subcommand("reference", "Print the reference page of scenario files");

    const auto verbs = app.get_subcommands([](CLI::App*) { return true; });
    const bool known = argc >= 2 && std::any_of(verbs.begin(), verbs.end(),
                                                [&](CLI::App* verb) { return verb->get_name() == argv[1]; });
    if (!known) run_extension(argc, argv);
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& fault) {
        const int answer = app.exit(fault);
        return answer == 0 ? 0 : code(ExitCode::usage);
    }
    try {
        if (run_verb->parsed()) return code(run_command(run));
        if (check_verb->parsed()) return code(check_command(check));
        if (show_verb->parsed()) return code(show_command(result, show_json));
        if (explain_verb->parsed()) return code(explain_command(explain));
        if (schema_verb->parsed()) return code(schema_command());
        if (reference_verb->parsed()) return code(reference_command());
    } catch (ScenarioError const& fault) {
        print_diagnostics(fault.diagnostics());
        return code(ExitCode::faulty_scenario);
    } catch (std::exception const& fault) {
        std::fprintf(stderr, "riskpool: %s\n", fault.what());
        return code(ExitCode::failed);
    }
    return code(ExitCode::usage);
}

}  // namespace riskpool
