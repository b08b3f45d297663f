// Nonlinear least squares for two or three parameters.
#pragma once

#include <functional>
#include <vector>

namespace riskpool {

struct LeastSquares {
    std::vector<double> parameters;
    double sum_of_squares = 0;
};

/// The parameters, from `start` on, at which the sum of squares of `residuals(parameters)` is least, by Levenberg and
/// Marquardt's method with central differences (Press and others, Numerical Recipes, 3rd ed., 15.5). Parameters are on
/// scales on which a step of 1 is large. A residual that is no number counts as worse than any.
[[nodiscard]] LeastSquares least_squares(
    std::vector<double> start, std::function<std::vector<double>(std::vector<double> const&)> const& residuals);

}  // namespace riskpool
