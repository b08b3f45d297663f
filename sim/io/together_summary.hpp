// What hangs together, as a summary prints it: shared assets, and pairs of series.
#pragma once

#include <string>

#include "sim/io/money.hpp"
#include "sim/io/result_tables.hpp"

namespace riskpool {

[[nodiscard]] std::string together_summary(ResultTables const& tables, MoneyScale const& scale);

}  // namespace riskpool
