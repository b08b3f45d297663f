// The plan of one draw of the uncertain numbers.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "sim/run/plan.hpp"
#include "sim/scenario/load.hpp"

namespace riskpool {

/// Reads and compiles the scenario, or one of its alternatives, with the values of a draw, which `draw` names in
/// messages. Throws ScenarioError if it is not valid, cannot be compiled, or measures other figures than the run of the
/// means: draws may differ in values, not in what is measured of them.
[[nodiscard]] std::unique_ptr<Plan const> compile_draw(LoadedScenario const& loaded, DrawnValues const& values,
                                                       std::string const& draw, std::optional<std::size_t> alternative,
                                                       Plan::Relative const& means);

}  // namespace riskpool
