// The summary of a run in plain text: the same from a run just done and from a result file.
#pragma once

#include <string>

#include "sim/io/result_tables.hpp"

namespace riskpool {

/// Several screens of tables: the pool, its treaties, fund, members, who pays in a mean year, warnings.
[[nodiscard]] std::string summarise(ResultTables const& tables);

}  // namespace riskpool
