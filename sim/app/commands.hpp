// The verbs of the command line. Each takes what the command line said and answers an exit code.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/app/exit_code.hpp"

namespace riskpool {

struct RunArguments {
    std::filesystem::path scenario;
    std::filesystem::path output;
    std::optional<std::uint64_t> trials;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint64_t> draws;
    std::uint64_t first_trial = 0;
    int threads = 0;
    std::vector<std::string> settings;  // path=value
    bool json = false;
    bool full = false;
    bool quiet = false;
};

struct CheckArguments {
    std::vector<std::filesystem::path> scenarios;
    std::vector<std::string> settings;
    bool provenance = false;
    bool json = false;
};

struct ExplainArguments {
    std::filesystem::path scenario;
    std::uint64_t trial = 0;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint64_t> draw;   // of the uncertain numbers; their means when left out
    std::optional<std::uint64_t> draws;  // of the run that the draw is one of
    std::vector<std::string> settings;
};

[[nodiscard]] ExitCode run_command(RunArguments const& arguments);
[[nodiscard]] ExitCode check_command(CheckArguments const& arguments);
[[nodiscard]] ExitCode show_command(std::filesystem::path const& result, bool json, bool full);
[[nodiscard]] ExitCode explain_command(ExplainArguments const& arguments);
[[nodiscard]] ExitCode schema_command();
[[nodiscard]] ExitCode reference_command();

/// Prints the diagnostics of a faulty scenario.
void print_diagnostics(std::vector<struct Diagnostic> const& diagnostics);

/// Reads the command line, calls the verb, turns exceptions into messages and exit codes.
[[nodiscard]] int run_program(int argc, char const* const* argv);

}  // namespace riskpool
