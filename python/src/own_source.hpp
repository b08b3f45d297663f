// Sources written in Python, as kinds that a scenario may name.
#pragma once

#include <nanobind/nanobind.h>

#include "sim/scenario/model_register.hpp"

namespace riskpool::python {

/// The models of the program, and `own_source: {name: ...}` for each of `own`: a name and a weak reference to what
/// answers for a block (see own_source.cpp); weak, since it may in its turn refer to the scenario.
[[nodiscard]] ModelRegister models_with(nanobind::dict const& own);

}  // namespace riskpool::python
