// Runs with uncertain numbers: an outer loop over draws of them, an inner one over trials. All draws meet the same
// inner random numbers, so that they differ by the uncertain numbers and by nothing else.
#pragma once

#include <cstdint>

#include "sim/run/run_scenario.hpp"

namespace riskpool {

/// Runs `draws` (at least 2) draws of the scenario's uncertain numbers, each with the same trials 0 .. n - 1; n is the
/// number of trials asked for, rounded up to a multiple of 64. Trial t of the result is trial t % n of draw t / n.
///
/// Values, tables and the trial table are those of all draws together: the predictive law. Each row of metrics also has
/// its credible band. The standard error of a row is that of the sample of draws and that of the trials, taken
/// together:
///     SE^2 = sum over groups (T_g - mean T)^2 / (G (G - 1)) + draws x naive^2,
/// with T_g the figure of one of G groups of draws that follow one another, and `naive` the error that it would have if
/// all trials of all draws were independent. As draws share their trials, these count only once. Both parts are upper
/// bounds: draws are stratified, and trials of different draws need not be alike.
///
/// A run that was stopped keeps the draws that were done. Throws ScenarioError if a draw makes no valid scenario, and
/// std::invalid_argument for a part of a run (`first_trial`).
[[nodiscard]] ResultTables run_outer_loop(LoadedScenario const& loaded, RunRequest const& request, std::uint32_t draws,
                                          TrialTable* table);

}  // namespace riskpool
