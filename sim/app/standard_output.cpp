#include "sim/app/standard_output.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <stdexcept>
#include <system_error>

namespace riskpool {

void print(std::string_view text, std::string_view hint) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return;
    const int error = errno;
    throw std::runtime_error(
        fmt::format("standard output: cannot be written: {}; {}", std::generic_category().message(error), hint));
}

}  // namespace riskpool
