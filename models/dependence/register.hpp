// The register of dependences: a new one is one file and one line here.
#pragma once

#include "models/dependence/common_shock.hpp"
#include "models/dependence/copula.hpp"
#include "models/dependence/gamma_factor.hpp"
#include "models/dependence/gaussian_factor.hpp"
#include "sim/base/describe.hpp"

namespace riskpool {

using DependenceKinds = Kinds<  //
    GaussianFactor,             //
    GammaFactor,                //
    CommonShock,                //
    Copula>;

}  // namespace riskpool
