// The tables of a summary that set many pools side by side.
#pragma once

#include <string>

#include "sim/io/money.hpp"
#include "sim/io/result_tables.hpp"

namespace riskpool {

/// One line a pool, and what the pools need together against each by itself; then one line a source. A table that would
/// have no rows is left out.
[[nodiscard]] std::string platform_summary(ResultTables const& tables, MoneyScale const& scale);

}  // namespace riskpool
