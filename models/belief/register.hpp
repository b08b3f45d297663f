// The register of kinds of beliefs: a new kind is one file and one line here.
#pragma once

#include "models/belief/pert.hpp"
#include "models/belief/uniform.hpp"
#include "sim/base/describe.hpp"

namespace riskpool {

using BeliefKinds = Kinds<  //
    Pert,                   //
    Uniform>;

}  // namespace riskpool
