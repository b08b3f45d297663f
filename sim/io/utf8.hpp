// Whether text may be stored: what a file promises to be UTF-8 must be UTF-8, or readers in other languages stumble.
#pragma once

#include <string_view>

namespace riskpool {

/// True if `text` is well-formed UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates, at most U+10FFFF)
/// without a NUL, which would end it early in a C library.
[[nodiscard]] bool is_plain_utf8(std::string_view text);

}  // namespace riskpool
