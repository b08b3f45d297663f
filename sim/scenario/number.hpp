// Numbers as people write them: 30%, 1.2bn, 40m, 7.4亿, .inf.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/base/describe.hpp"

namespace riskpool {

/// A number as read, or why it could not be read.
struct ParsedNumber {
    double value = 0;
    std::string problem;  // empty if all is well
    std::string hint;
};

/// Reads `text` as a number of the unit given. Money takes k, m, bn, tn, 万, 亿, 万亿; fractions take % and ‰;
/// all others take no suffix. A leading zero (octal in YAML 1.1) and thousands separators are refused.
[[nodiscard]] ParsedNumber parse_number(std::string_view text, Unit unit);

}  // namespace riskpool
