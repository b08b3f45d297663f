// The figures of a run for machines.
#pragma once

#include <string>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/io/result_tables.hpp"

namespace riskpool {

/// {"title", "trials", ..., "metrics": [...], "transfers": [...], "treaties": [...]}; infinite and missing numbers
/// are null.
[[nodiscard]] std::string to_json(ResultTables const& tables);
/// [{"level", "file", "line", "column", "path", "problem", "hint"}]
[[nodiscard]] std::string to_json(std::vector<Diagnostic> const& diagnostics);

}  // namespace riskpool
