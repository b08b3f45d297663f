// Correlation matrices of copulas: pairs of names, repaired where no such matrix exists, and their factors.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "models/copula/component_names.hpp"
#include "sim/base/describe.hpp"
#include "sim/check/correlation.hpp"

namespace riskpool {

/// Correlations of the normal scores of the components of a copula.
struct Correlations {
    double all = 0;                      // of every pair that is not listed
    std::vector<CorrelationPair> pairs;  // by name
};

/// Refuses, at `correlations`, names that are not among `names`, pairs of one name, and pairs given twice.
void check_correlations(Correlations const& terms, ComponentNames const& names, FieldFaults& faults);

/// A correlation matrix that exists, with what had to be changed for it.
struct ExistingCorrelation {
    CorrelationMatrix matrix;
    double least_eigenvalue = 0;  // of the matrix as it was given
    double largest_change = 0;    // of any correlation; 0 if the matrix stands as given
    std::size_t changed_row = 0, changed_column = 0;
};

/// The matrix itself if it is positive semi-definite. Otherwise its negative eigenvalues are set to 0 and the rest is
/// rescaled to a diagonal of ones (Rebonato and Jaeckel, "The most general methodology to create a valid correlation
/// matrix", J. Risk 2 (2000)), a correlation matrix near the one given.
[[nodiscard]] ExistingCorrelation existing_correlation(CorrelationMatrix const& given);
[[nodiscard]] ExistingCorrelation existing_correlation(Correlations const& terms, std::span<std::string const> names);

/// One sentence on the change; empty if there is none.
[[nodiscard]] std::string change_of(ExistingCorrelation const& correlation, ComponentNames const& names);

/// The lower triangular L with L L' = matrix, by rows; a row that the ones before determine has 0 on its diagonal.
[[nodiscard]] std::vector<double> lower_factor(CorrelationMatrix const& matrix);

/// Eigenvalues and orthonormal eigenvectors (columns of `vectors`, by rows) of a symmetric matrix, by cyclic Jacobi
/// rotations (Golub and Van Loan, Matrix Computations, 8.5). Plain loops, because vectorised dense algebra may round
/// otherwise on another machine.
struct EigenSystem {
    std::vector<double> values;
    std::vector<double> vectors;
};
[[nodiscard]] EigenSystem eigen_system(CorrelationMatrix const& matrix);

}  // namespace riskpool
