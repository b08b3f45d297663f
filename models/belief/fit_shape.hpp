// The families of fit.hpp on a scale on which their parameters are free: locations as they are, positive parameters by
// their logarithm.
#pragma once

#include <optional>
#include <vector>

#include "models/belief/fit.hpp"

namespace riskpool {

struct FitShape {
    std::size_t parameter_count = 2;
    double (*cdf)(std::vector<double> const& free, double y) = nullptr;
    /// The parameters whose quantiles are just these points, as many as there are parameters; none if there are none.
    std::optional<std::vector<double>> (*exact)(std::vector<QuantilePoint> const& points) = nullptr;
};

/// Lognormal is normal on logarithms, Pareto exponential, and the largest of Pareto losses Gumbel.
[[nodiscard]] FitShape const& fit_shape(FitFamily family);

}  // namespace riskpool
