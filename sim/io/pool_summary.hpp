// The tables of a summary that tell what pools do beside reinsurance: backstops, the state, default, limits of law.
#pragma once

#include <string>
#include <string_view>

#include "sim/io/money.hpp"
#include "sim/io/result_tables.hpp"

namespace riskpool {

/// What stands behind the funds; the state in a mean year; default of reinsurers and of members; limits of law. A table
/// that would have no rows is left out, so the text may be empty.
[[nodiscard]] std::string pool_summary(ResultTables const& tables, MoneyScale const& scale);

/// True if another fund or a backstop of the same pool pays after this fund.
[[nodiscard]] bool has_next_payer(ResultTables const& tables, std::string_view fund);

/// True if the warning of this row stands with the limits of law.
[[nodiscard]] bool is_told_with_limits(MetricRow const& row);

}  // namespace riskpool
