// A CSV table as a list of maps, so that a table is read by the same field lists and with placed faults, too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/scenario/document.hpp"

namespace riskpool {

/// Reads CSV (RFC 4180: commas, double quotes, a header line; lines that begin with # are comments). Each line
/// becomes a map from header to cell; an empty cell leaves its field out. Faults: no header, a header twice, a line
/// with too many or too few cells, an open quotation.
[[nodiscard]] Node parse_csv(std::string_view text, std::string const& file, std::vector<Diagnostic>& diagnostics);

}  // namespace riskpool
