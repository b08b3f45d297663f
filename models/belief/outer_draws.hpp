// Probabilities of the outer loop: which quantile of each unknown a draw takes.
#pragma once

#include <vector>

#include "sim/scenario/outer_sample.hpp"

namespace riskpool {

/// A latin hypercube (McKay, Beckman and Conover, Technometrics 21, 1979): each unknown has one value in each of
/// `draws` equally likely strata, in an order of its own. Correlated unknowns take the ranks of normal variables so
/// correlated (Iman and Conover 1982), so that each still has one value in each stratum.
[[nodiscard]] std::vector<double> draw_probabilities(OuterRequest const& request);

}  // namespace riskpool
