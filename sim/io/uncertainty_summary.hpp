// The part of a summary that tells how far figures are unknown because numbers of the scenario are.
#pragma once

#include <string>

#include "sim/io/money.hpp"
#include "sim/io/result_tables.hpp"

namespace riskpool {

/// Predictive figures of the pools beside their medians and credible bands over draws, curves with their bands, and how
/// much of the variance is ignorance. Empty for a run without draws.
[[nodiscard]] std::string uncertainty_summary(ResultTables const& tables, MoneyScale const& scale);

}  // namespace riskpool
