// The register of kinds of beliefs: a new kind is one file and one line here.
#pragma once

#include "models/belief/beta_belief.hpp"
#include "models/belief/beta_binomial.hpp"
#include "models/belief/cooke_belief.hpp"
#include "models/belief/credibility.hpp"
#include "models/belief/ensemble.hpp"
#include "models/belief/exponential_gamma.hpp"
#include "models/belief/gamma_belief.hpp"
#include "models/belief/gamma_poisson.hpp"
#include "models/belief/gpd_grid.hpp"
#include "models/belief/interval_belief.hpp"
#include "models/belief/lognormal_belief.hpp"
#include "models/belief/normal.hpp"
#include "models/belief/normal_inverse_gamma.hpp"
#include "models/belief/pareto_gamma.hpp"
#include "models/belief/pert.hpp"
#include "models/belief/pool_of_experts.hpp"
#include "models/belief/quantiles.hpp"
#include "models/belief/student_t.hpp"
#include "models/belief/triangular.hpp"
#include "models/belief/uniform.hpp"
#include "models/belief/within.hpp"
#include "sim/base/describe.hpp"

namespace riskpool {

using BeliefKinds = Kinds<  //
    Pert,                   //
    Uniform,                //
    Triangular,             //
    Normal,                 //
    StudentT,               //
    LognormalBelief,        //
    GammaBelief,            //
    BetaBelief,             //
    Quantiles,              //
    IntervalBelief,         //
    Within,                 //
    PoolOfExperts,          //
    CookeBelief,            //
    Ensemble,               //
    GammaPoisson,           //
    BetaBinomial,           //
    ExponentialGamma,       //
    ParetoGamma,            //
    NormalInverseGamma,     //
    GpdGrid,                //
    Credibility>;

}  // namespace riskpool
