// What runs of one set of numbers and runs of many draws have in common.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/io/result_file.hpp"
#include "sim/run/run_scenario.hpp"

namespace riskpool {

/// All that a result says of its run but for what was found.
[[nodiscard]] ResultTables describe_run(LoadedScenario const& loaded, RunRequest const& request, Plan const& plan);

/// The file that a run is to write, or none if it is to write none.
[[nodiscard]] std::optional<ResultFile> open_result(Scenario const& scenario, RunRequest const& request,
                                                    std::uint64_t trials, std::vector<TrialColumn> const& columns);

/// An empty table with room for all trials, so that no value is copied when it grows.
void open_table(TrialTable& table, std::vector<TrialColumn> const& columns, std::uint64_t trials, std::uint32_t years);

}  // namespace riskpool
