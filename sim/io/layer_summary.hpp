// The tables of a summary that set layers' losses against their limits and premiums.
#pragma once

#include <string>

#include "sim/io/money.hpp"
#include "sim/io/result_tables.hpp"

namespace riskpool {

/// The technical figures of each layer, and technical premiums beside those in force; empty where there are none.
/// Estimates stand with one standard error, what has none is exact.
[[nodiscard]] std::string layer_summary(ResultTables const& tables, MoneyScale const& scale);

}  // namespace riskpool
