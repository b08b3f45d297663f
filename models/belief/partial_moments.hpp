// Means of a law over part of its range, by integrals of its cdf.
#pragma once

#include "sim/scenario/belief_law.hpp"

namespace riskpool {

/// The integral of P(X <= y) over y up to x, which is E[max(x - X, 0)].
[[nodiscard]] double integral_of_cdf(BeliefLaw const& law, double x);

/// The integral of (y - c) P(X <= y) over y up to x.
[[nodiscard]] double integral_of_cdf_about(BeliefLaw const& law, double x, double c);

/// The mean of the part 1 - p of the law above its quantile at p (TVaR); 0 <= p < 1. Infinite with the mean.
[[nodiscard]] double tail_mean(BeliefLaw const& law, double p);

}  // namespace riskpool
