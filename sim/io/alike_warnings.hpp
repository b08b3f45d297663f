// Warnings that differ in their numbers only, told once.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace riskpool {

/// Whom a warning is about, by its text.
using Warnings = std::map<std::string, std::vector<std::string>>;

/// Texts that are the same but for numbers become one, with the lowest and highest of each number: "they count as 4099
/// to 5411 independent ones". A run of many pools has hundreds of figures, and a reader reads a warning once.
[[nodiscard]] Warnings alike_warnings(Warnings const& by_text);

}  // namespace riskpool
