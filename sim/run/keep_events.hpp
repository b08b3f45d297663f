// Simulates the events of a scenario and keeps them, without anything that follows from them.
#pragma once

#include "sim/loss/kept_events.hpp"
#include "sim/run/engine.hpp"
#include "sim/run/plan.hpp"

namespace riskpool {

/// The events of the trials of `range`, given the sources of which the plan was made: those that a run of the plan has,
/// bit for bit, whatever the settings. A stop keeps the trials done up to there. Memory: 24 bytes and more for each
/// event.
[[nodiscard]] KeptEvents keep_events(Plan const& plan, TrialRange range, std::vector<SourceModel> const& models,
                                     RunSettings const& settings);

/// The scenario with kept events in place of its sources, of which there must be as many. Its runs have the seed and
/// the trials of the events.
[[nodiscard]] Scenario with_kept_events(Scenario scenario, std::shared_ptr<KeptEvents const> const& kept);

}  // namespace riskpool
