// The register of severity laws that are not made of other laws: one line per kind.
#pragma once

#include "models/severity/beta.hpp"
#include "models/severity/empirical.hpp"
#include "models/severity/exponential.hpp"
#include "models/severity/gamma.hpp"
#include "models/severity/generalised_pareto.hpp"
#include "models/severity/lognormal.hpp"
#include "models/severity/mbbefd.hpp"
#include "models/severity/pareto.hpp"
#include "models/severity/point.hpp"
#include "models/severity/weibull.hpp"

namespace riskpool {

using SimpleSeverity = Kinds<  //
    Point,                     //
    Lognormal,                 //
    Gamma,                     //
    Exponential,               //
    Weibull,                   //
    Pareto,                    //
    GeneralisedPareto,         //
    Beta,                      //
    Mbbefd,                    //
    Empirical>;

}  // namespace riskpool
