// The tables of a summary that tell what sources say beside losses: measures against losses, losses reported later.
#pragma once

#include <string>

#include "sim/io/money.hpp"
#include "sim/io/result_tables.hpp"

namespace riskpool {

/// What measures cost in a mean year, and whom; what is not reported in the year of its event, nor in the run. A table
/// that would have no rows is left out, so the text may be empty.
[[nodiscard]] std::string source_summary(ResultTables const& tables, MoneyScale const& scale);

}  // namespace riskpool
