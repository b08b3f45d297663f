#include "models/credit/register.hpp"
#include "models/model_register.hpp"

namespace riskpool {

DefaultRegister registered_defaults() {
    return register_defaults<DefaultModelKinds>();
}

}  // namespace riskpool
