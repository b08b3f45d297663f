// The name under which the totals of all pools of a scenario are told, in results as in summaries.
#pragma once

#include <string_view>

namespace riskpool {

inline constexpr std::string_view all_pools = "All pools";

}  // namespace riskpool
