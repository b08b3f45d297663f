#include "tests/source_folder.hpp"

namespace riskpool::testing {

std::filesystem::path source_folder() {
    return RISKPOOL_SOURCE_DIR;
}

}  // namespace riskpool::testing
