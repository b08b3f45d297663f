// All models of default, as the reader wants them. The templates behind it are compiled once, in default_register.cpp.
#pragma once

#include "sim/scenario/default_register.hpp"

namespace riskpool {

/// One entry for each kind of models/credit/register.hpp.
[[nodiscard]] DefaultRegister registered_defaults();

}  // namespace riskpool
