#include "models/model_register.hpp"
#include "models/register.hpp"

namespace riskpool {

SourceRegister registered_sources() {
    return register_sources<SourceKinds>();
}

}  // namespace riskpool
