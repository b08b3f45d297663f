// What text a file may hold: UTF-8 without control characters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.hpp"

namespace riskpool {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The number of characters of a UTF-8 text.
[[nodiscard]] int count_characters(std::string_view text);

/// Reports the first place that is no UTF-8 or holds a control character other than tab and line end; true if there is
/// one. A YAML reader may take such a character for the end of the file and drop the rest without a word.
bool report_encoding(std::string_view text, std::string const& file, std::vector<Diagnostic>& diagnostics);

}  // namespace riskpool
