// All models, as the reader wants them. The templates behind them are compiled once, in source_register.cpp and
// default_register.cpp.
#pragma once

#include "sim/scenario/model_register.hpp"

namespace riskpool {

/// One entry for each kind of models/register.hpp.
[[nodiscard]] SourceRegister registered_sources();
/// One entry for each kind of models/credit/register.hpp.
[[nodiscard]] DefaultRegister registered_defaults();

[[nodiscard]] inline ModelRegister registered_models() {
    return {registered_sources(), registered_defaults()};
}

}  // namespace riskpool
