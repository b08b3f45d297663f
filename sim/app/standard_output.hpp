// What the program answers, on standard output.
#pragma once

#include <string_view>

namespace riskpool {

/// Prints `text` and sees that it got there: a full disk behind `> file` must not pass for success. Throws
/// std::runtime_error; `hint` is the part of its message that says what to do.
void print(std::string_view text, std::string_view hint = "send it to another place");

}  // namespace riskpool
