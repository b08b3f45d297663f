// What dependences ask of the sources that they name.
#pragma once

#include "sim/scenario/placed_report.hpp"

namespace riskpool {

/// Refuses names that no source or several have, what a source does not allow, and dependences that undo one another;
/// warns of dependences that are not as they were asked for.
void check_dependence(PlacedReport& report);

}  // namespace riskpool
