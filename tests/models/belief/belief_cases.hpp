// One example of each kind of belief, as a file of money writes it, for the laws that all of them keep.
#pragma once

#include <string_view>

namespace riskpool {

/// A list of one-key maps in a field of money.
inline constexpr std::string_view belief_cases = R"(
- pert: {low: 1m, mode: 2m, high: 5m}
- pert: {low: -3m, mode: -3m, high: 1m, weight: 9}
- pert: {low: 0, mode: 1m, high: 1m, weight: 0}
- uniform: {low: -1m, high: 3m}
)";

}  // namespace riskpool
