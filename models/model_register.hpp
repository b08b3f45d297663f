// All models, as the reader wants them. The templates behind them are compiled once, in source_register.cpp,
// default_register.cpp, belief_register.cpp and dependence_register.cpp.
#pragma once

#include "models/belief/outer_draws.hpp"
#include "models/credit/cell_chance.hpp"
#include "sim/scenario/model_register.hpp"

namespace riskpool {

/// One entry for each kind of models/register.hpp.
[[nodiscard]] SourceRegister registered_sources();
/// One entry for each kind of models/credit/register.hpp.
[[nodiscard]] DefaultRegister registered_defaults();
/// One entry for each kind of models/belief/register.hpp.
[[nodiscard]] BeliefRegister registered_beliefs();
/// One entry for each kind of models/dependence/register.hpp.
[[nodiscard]] DependenceRegister registered_dependences();

[[nodiscard]] inline ModelRegister registered_models() {
    return {registered_sources(),     registered_defaults(), registered_beliefs(),
            registered_dependences(), cell_chance(),         draw_probabilities};
}

}  // namespace riskpool
