#include "sim/scenario/belief_register.hpp"
#include "models/belief/register.hpp"
#include "models/model_register.hpp"

namespace riskpool {

BeliefRegister registered_beliefs() {
    return register_beliefs<BeliefKinds>();
}

}  // namespace riskpool
