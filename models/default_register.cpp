#include "models/default_register.hpp"

#include "models/credit/register.hpp"

namespace riskpool {

DefaultRegister registered_defaults() {
    return register_defaults<DefaultModelKinds>();
}

}  // namespace riskpool
