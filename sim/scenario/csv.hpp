// A CSV table as a list of maps, so that a table is read by the same field lists and with placed faults, too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/scenario/document.hpp"

namespace riskpool {

/// Reads CSV (RFC 4180: commas, double quotes, a header line; lines that begin with # are comments). Each line
/// becomes a map from header to cell; an empty cell leaves its field out. A key stands where the header names it.
/// Faults: no header, a column without a name or named twice, a line with too many or too few cells, an open quotation,
/// text after a closed one, another encoding than UTF-8.
[[nodiscard]] Node parse_csv(std::string_view text, std::string const& file, std::vector<Diagnostic>& diagnostics);

}  // namespace riskpool
