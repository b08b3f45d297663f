// What to say of a draw of the uncertain numbers that makes no scenario.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/scenario/load.hpp"

namespace riskpool {

/// The values that make a draw fail.
struct ValuesAtFault {
    DrawnValues values;
    bool together = false;  // none of them by itself: only some of them with others
};

/// Each of the values for which `fails` is true while all other uncertain numbers are at their means; all values where
/// no single one does it. Beyond 64 values it is not tried out, and all of them are told.
[[nodiscard]] ValuesAtFault values_at_fault(DrawnValues const& values,
                                            std::function<bool(DrawnValues const&)> const& fails);

/// Adds to each fault the draw and its values, nearest to the fault first, and what can be done about the beliefs.
void tell_draw(std::vector<Diagnostic>& faults, std::string const& draw, ValuesAtFault const& at_fault);

/// The faults of a draw whose scenario can be read, but not run: one at each belief at fault.
[[nodiscard]] ScenarioError fault_of_draw(LoadedScenario const& loaded, std::optional<std::size_t> alternative,
                                          std::string const& draw, ValuesAtFault const& at_fault,
                                          std::string const& problem, std::string const& hint);

}  // namespace riskpool
