// SHA-256 (FIPS 180-4), by which a result file names the scenario text that it was made from.
#pragma once

#include <string>
#include <string_view>

namespace riskpool {

/// The SHA-256 of the bytes of `message`, as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view message);

}  // namespace riskpool
