// All kinds of sources, as the reader wants them. The templates behind it are compiled once, in source_register.cpp.
#pragma once

#include "sim/scenario/source_register.hpp"

namespace riskpool {

/// One entry for each kind of models/register.hpp.
[[nodiscard]] SourceRegister registered_sources();

}  // namespace riskpool
