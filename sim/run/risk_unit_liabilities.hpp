// What each member is liable for on each risk unit and what its programmes leave of it: the greatest loss of one event,
// sent through shares and treaties before any trial.
#pragma once

#include <vector>

#include "sim/check/lead_reinsurer.hpp"
#include "sim/check/risk_unit.hpp"
#include "sim/check/risk_unit_liability.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Exact: each risk unit is hit alone, by one event of each cause that treaties tell apart, in a year without other
/// losses. Indices of parametric covers and warranties read 0, so that these pay nothing. In a pool that settles, the
/// originator is liable for its risk: settling shares results and cedes no risk.
[[nodiscard]] std::vector<RiskUnitLiability> risk_unit_liabilities(Scenario const& scenario, LiabilityBasis basis);

/// The treaties of all pools and members that have lines, each with its lead.
[[nodiscard]] std::vector<LedTreaty> led_treaties(Scenario const& scenario);

}  // namespace riskpool
