// The compiled plans of a programme, apart from what everybody may know of its treaties.
#pragma once

#include <vector>

#include "sim/treaty/treaty.hpp"

namespace riskpool {

struct ProgrammePlans {
    std::vector<TreatyPlan> of_treaty;  // counted over all tiers
};

}  // namespace riskpool
