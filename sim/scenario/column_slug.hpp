// Names of parties as they stand in names of columns.
#pragma once

#include <string>
#include <string_view>

namespace riskpool {

/// In small letters, digits and underscores; other letters than a to z stay. Names that differ in nothing else share
/// it.
[[nodiscard]] std::string column_slug(std::string_view name);

}  // namespace riskpool
