#include "models/dependence/register.hpp"
#include "models/model_register.hpp"

namespace riskpool {

DependenceRegister registered_dependences() {
    return register_dependences<DependenceKinds>();
}

}  // namespace riskpool
