#include "sim/app/version.hpp"

namespace riskpool {

char const* program_version() {
    return RISKPOOL_VERSION;
}
char const* program_commit() {
    return RISKPOOL_COMMIT;
}

}  // namespace riskpool
