// One whole run: from a loaded scenario to its figures and its result file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "sim/io/result_tables.hpp"
#include "sim/run/engine.hpp"
#include "sim/run/trial_table.hpp"
#include "sim/scenario/load.hpp"

namespace riskpool {

/// What a user may choose for a run besides the scenario.
struct RunRequest {
    std::optional<std::uint64_t> trials;  // the scenario's when left out
    std::optional<std::uint64_t> seed;
    std::optional<std::uint32_t> draws;  // of the uncertain numbers; 0 runs their means only
    std::uint64_t first_trial = 0;       // a multiple of 64
    std::filesystem::path output;        // result file; empty: none
    RunSettings settings;
    std::string program_version;
    std::string program_commit;
};

/// Runs the scenario; one with uncertain numbers draw by draw (run_outer_loop). Writes the result file, if one is asked
/// for, at the very end under its name; a run that was stopped keeps the trials done as a complete result of that many
/// trials (none if no block was done). With `table`, the table of trials is kept in it too: 8 bytes for each trial,
/// year and column. Throws ResultError if the file cannot be written.
[[nodiscard]] ResultTables run_scenario(LoadedScenario const& loaded, RunRequest const& request,
                                        TrialTable* table = nullptr);

}  // namespace riskpool
