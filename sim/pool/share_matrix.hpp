// The type of a table of shares, by name alone: what computes with one includes <Eigen/Core>.
#pragma once

namespace Eigen {
template <typename Scalar, int rows, int columns, int options, int most_rows, int most_columns>
class Matrix;
}

namespace riskpool {

/// Eigen::MatrixXd. Part of 100 % of each covered insured (rows, in order of `covered`) that each member takes
/// (columns). A row adds up to at most 1; what is missing stays with the insured.
using ShareMatrix = Eigen::Matrix<double, -1, -1, 0, -1, -1>;

}  // namespace riskpool
