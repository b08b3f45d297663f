// Densities of severity laws, which only beliefs ask for: logarithmic pools multiply them, and posteriors on a grid add
// their logarithms.
#pragma once

#include "models/severity/beta.hpp"
#include "models/severity/exponential.hpp"
#include "models/severity/gamma.hpp"
#include "models/severity/generalised_pareto.hpp"
#include "models/severity/lognormal.hpp"
#include "models/severity/pareto.hpp"

namespace riskpool {

/// The logarithm of the density at x; -infinity outside the support.
[[nodiscard]] double log_density(Beta const& law, double x);
[[nodiscard]] double log_density(Exponential const& law, double x);
[[nodiscard]] double log_density(Gamma const& law, double x);
[[nodiscard]] double log_density(GeneralisedPareto const& law, double x);
[[nodiscard]] double log_density(Lognormal const& law, double x);
[[nodiscard]] double log_density(Pareto const& law, double x);

}  // namespace riskpool
