// The register of models of default: a new one is one file and one word here.
#pragma once

#include "models/credit/by_rating.hpp"
#include "sim/base/describe.hpp"

namespace riskpool {

using DefaultModelKinds = Kinds<ByRating>;

}  // namespace riskpool
