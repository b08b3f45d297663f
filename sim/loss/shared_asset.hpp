// What several insureds rely on, and how far: what a source may let fail for all of them at once.
#pragma once

#include <string>
#include <vector>

#include "sim/base/id.hpp"

namespace riskpool {

/// One insured that relies on an asset, and how far.
struct Dependant {
    InsuredId insured;
    double share = 1;
};

/// An asset with those that rely on it.
struct AssetDependants {
    std::string asset;
    double yearly_rate = 0;             // failures expected in a year
    std::vector<Dependant> dependants;  // in ascending order of insureds, each once
};

}  // namespace riskpool
