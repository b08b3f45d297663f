// Where the source tree stands. One file alone is compiled with its path, so that a clone in another folder compiles no
// other test anew.
#pragma once

#include <filesystem>

namespace riskpool::testing {

[[nodiscard]] std::filesystem::path source_folder();

}  // namespace riskpool::testing
