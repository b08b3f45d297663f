// Warnings that stand beside a figure: sentences, one after another.
#pragma once

#include <string>
#include <string_view>

namespace riskpool {

inline constexpr std::string_view between_warnings = "; ";

inline void add_warning(std::string& warning, std::string_view sentence) {
    if (!warning.empty()) warning += between_warnings;
    warning += sentence;
}

}  // namespace riskpool
