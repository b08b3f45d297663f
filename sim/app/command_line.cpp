#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <limits>
#include <sstream>
#include <string>

#include "sim/app/commands.hpp"
#include "sim/app/standard_output.hpp"
#include "sim/app/version.hpp"
#include "sim/base/diagnostic.hpp"

namespace riskpool {

namespace {

/// An unknown verb x runs `riskpool-x` from the path if there is one, as git does. Returns only if there is none.
void run_extension(int argc, char const* const* argv) {
    const std::string program = "riskpool-" + std::string(argv[1]);
    std::vector<std::string> words{program};
    for (int i = 2; i < argc; ++i) words.emplace_back(argv[i]);
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    execvp(program.c_str(), pointers.data());
}

constexpr char const* full_summary = "Print the figures of each pool also where there are many";
constexpr std::uint64_t most_trials = std::uint64_t{1} << 52;

/// A whole number in decimal digits. By itself CLI11 takes -1 and whatever is too large for 2^64 - 1, and 010 for 8.
CLI::Validator whole_number(std::uint64_t low, std::uint64_t high) {
    const auto read = [low, high](std::string& text) -> std::string {
        std::uint64_t value = 0;
        char const* const end = text.data() + text.size();
        const auto [stopped, error] = std::from_chars(text.data(), end, value);
        if (error != std::errc() || stopped != end || value < low || value > high) {
            return fmt::format("\"{}\" is no whole number from {} to {}", text, low, high);
        }
        text = std::to_string(value);
        return {};
    };
    return {read, fmt::format("from {} to {}", low, high)};
}

/// `-o "$RESULT"` with a variable that is not set must not become a run without a result.
CLI::Validator file_name() {
    return {[](std::string& text) { return text.empty() ? std::string("names no file") : std::string(); }, ""};
}

ExitCode answer(int argc, char const* const* argv) {
    CLI::App app{
        "Simulates co-insurance and reinsurance risk pools: who pays, how much capacity is needed, when it breaks.",
        "riskpool"};
    app.set_version_flag("--version", std::string("riskpool ") + program_version() + " (" + program_commit() + ")");
    app.require_subcommand(1);
    app.footer(
        "Exit codes: 0 success, 1 faulty scenario, 2 usage, 3 failed, 130 interrupted.\n"
        "An unknown verb x runs riskpool-x from the path.");

    const CLI::Validator seed = whole_number(0, std::numeric_limits<std::uint64_t>::max());
    RunArguments run;
    auto* run_verb = app.add_subcommand("run", "Run a scenario: print its summary, write its result file");
    run_verb->add_option("scenario", run.scenario, "Scenario file (YAML)")->required();
    run_verb->add_option("-o,--output", run.output, "Result file (HDF5); none is written when left out")
        ->check(file_name());
    run_verb->add_option("--trials", run.trials, "Number of trials (the scenario's when left out)")
        ->transform(whole_number(1, most_trials));
    run_verb->add_option("--seed", run.seed, "Seed (the scenario's when left out)")->transform(seed);
    run_verb
        ->add_option("--draws", run.draws,
                     "Draws of the uncertain numbers (the scenario's when left out); 0 runs their means only")
        ->transform(whole_number(0, 1'000'000));
    run_verb->add_option("--first-trial", run.first_trial, "First trial of a part of a run; a multiple of 64")
        ->transform(whole_number(0, most_trials));
    run_verb->add_option("--threads", run.threads, "Threads; all cores when left out. Never changes a result")
        ->transform(whole_number(0, 4096));
    run_verb->add_option("--set", run.settings, "path=value: change the scenario before it is read; may be repeated")
        ->allow_extra_args(false);
    run_verb->add_flag("--json", run.json, "Print figures as JSON");
    run_verb->add_flag("--full", run.full, full_summary);
    run_verb->add_flag("-q,--quiet", run.quiet, "No progress");

    CheckArguments check;
    auto* check_verb =
        app.add_subcommand("check", "Report all faults of scenarios, and which numbers rest on judgement");
    check_verb->add_option("scenarios", check.scenarios, "Scenario files")->required();
    check_verb->add_option("--set", check.settings, "path=value, as in run")->allow_extra_args(false);
    check_verb->add_flag("--provenance", check.provenance,
                         "Print every number that says where it comes from, every belief, and counts by solidity code");
    check_verb->add_flag("--json", check.json, "Print diagnostics as JSON");

    std::filesystem::path result;
    bool show_json = false, show_full = false;
    auto* show_verb = app.add_subcommand("show", "Print the summary of a result file again");
    show_verb->add_option("result", result, "Result file (HDF5)")->required();
    show_verb->add_flag("--json", show_json, "Print figures as JSON");
    show_verb->add_flag("--full", show_full, full_summary);

    ExplainArguments explain;
    auto* explain_verb = app.add_subcommand("explain", "Print one trial event by event, down to each member");
    explain_verb->add_option("scenario", explain.scenario, "Scenario file")->required();
    explain_verb->add_option("--trial", explain.trial, "Number of the trial, counted from 0")
        ->required()
        ->transform(whole_number(0, 2 * most_trials - 1));
    explain_verb->add_option("--seed", explain.seed, "Seed (the scenario's when left out)")->transform(seed);
    explain_verb
        ->add_option("--draw", explain.draw,
                     "Draw of the uncertain numbers, counted from 0 (their means when left out); the trial is counted "
                     "within it")
        ->transform(whole_number(0, 999'999));
    explain_verb->add_option("--draws", explain.draws, "Draws of the run (the scenario's when left out)")
        ->transform(whole_number(2, 1'000'000));
    explain_verb->add_option("--set", explain.settings, "path=value, as in run")->allow_extra_args(false);

    auto* schema_verb = app.add_subcommand("schema", "Print the JSON Schema of scenario files");
    auto* reference_verb = app.add_subcommand("reference", "Print the reference page of scenario files");

    const auto verbs = app.get_subcommands([](CLI::App*) { return true; });
    const bool known = argc >= 2 && std::any_of(verbs.begin(), verbs.end(),
                                                [&](CLI::App* verb) { return verb->get_name() == argv[1]; });
    if (!known && argc >= 2 && argv[1][0] != '-') {
        run_extension(argc, argv);
        fmt::print(stderr, "riskpool: there is no verb {0}, no program riskpool-{0}; see riskpool --help\n", argv[1]);
        return ExitCode::usage;
    }
    // A file that outgrows `ulimit -f` then is a failed write with a message, as on a full disk, and kills nobody.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& fault) {
        std::ostringstream help;
        if (app.exit(fault, help, std::cerr) != 0) return ExitCode::usage;
        print(help.str());
        return ExitCode::success;
    }
    if (run_verb->parsed()) return run_command(run);
    if (check_verb->parsed()) return check_command(check);
    if (show_verb->parsed()) return show_command(result, show_json, show_full);
    if (explain_verb->parsed()) return explain_command(explain);
    if (schema_verb->parsed()) return schema_command();
    if (reference_verb->parsed()) return reference_command();
    return ExitCode::usage;
}

}  // namespace

int run_program(int argc, char const* const* argv) {
    try {
        return code(answer(argc, argv));
    } catch (ScenarioError const& fault) {
        print_diagnostics(fault.diagnostics());
        return code(ExitCode::faulty_scenario);
    } catch (std::exception const& fault) {
        std::fprintf(stderr, "riskpool: %s\n", fault.what());
        return code(ExitCode::failed);
    }
}

}  // namespace riskpool
