// What a reader of a summary must know before trusting its figures.
#pragma once

#include <string>

#include "sim/io/result_tables.hpp"

namespace riskpool {

/// The run's own warnings, how many numbers are judged or uncertain, and the warnings of single figures: sentences that
/// differ in their number alone are told once, with the least and the greatest. Empty if there is nothing to say.
[[nodiscard]] std::string warning_summary(ResultTables const& tables);

}  // namespace riskpool
