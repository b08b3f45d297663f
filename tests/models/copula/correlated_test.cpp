#include "models/copula/correlated.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace riskpool {
namespace {

using Dense = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Dense dense(std::vector<double> const& rows, std::size_t n) {
    return Eigen::Map<Dense const>(rows.data(), static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n));
}

/// Seven risks with correlations between -0.9 and 0.9, of which no matrix of correlations is made.
CorrelationMatrix impossible() {
    CorrelationMatrix matrix = equal_correlation(7, 0);
    for (std::size_t a = 0; a < 7; ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            matrix.rows[a * 7 + b] = matrix.rows[b * 7 + a] = 0.9 * std::cos(1.7 * static_cast<double>(a * b + a + b));
        }
    }
    return matrix;
}

TEST(EigenSystem, IsThatOfEigen) {
    const CorrelationMatrix matrix = impossible();
    EigenSystem system = eigen_system(matrix);
    const Dense vectors = dense(system.vectors, 7);
    const Eigen::Map<Eigen::VectorXd const> values(system.values.data(), 7);
    EXPECT_LT((vectors * values.asDiagonal() * vectors.transpose() - dense(matrix.rows, 7)).norm(), 1e-13);
    EXPECT_LT((vectors.transpose() * vectors - Dense::Identity(7, 7)).norm(), 1e-13);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(dense(matrix.rows, 7));
    std::sort(system.values.begin(), system.values.end());
    for (Eigen::Index k = 0; k < 7; ++k) {
        EXPECT_NEAR(system.values[static_cast<std::size_t>(k)], solver.eigenvalues()[k], 1e-13);
    }
}

TEST(ExistingCorrelation, ClipsNegativeEigenvaluesAndRescales) {
    const CorrelationMatrix given = impossible();
    const ExistingCorrelation mended = existing_correlation(given);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(dense(given.rows, 7));
    ASSERT_LT(solver.eigenvalues()[0], -0.1) << "the case is none";
    EXPECT_NEAR(mended.least_eigenvalue, solver.eigenvalues()[0], 1e-12);
    const Eigen::MatrixXd clipped =
        solver.eigenvectors() * solver.eigenvalues().cwiseMax(0).asDiagonal() * solver.eigenvectors().transpose();
    double largest = 0;
    for (Eigen::Index a = 0; a < 7; ++a) {
        for (Eigen::Index b = 0; b < 7; ++b) {
            const double expected = clipped(a, b) / std::sqrt(clipped(a, a) * clipped(b, b));
            const double found = mended.matrix.rows[static_cast<std::size_t>(a * 7 + b)];
            EXPECT_NEAR(found, expected, 1e-12);
            largest = std::max(largest, std::abs(found - given.rows[static_cast<std::size_t>(a * 7 + b)]));
        }
    }
    EXPECT_DOUBLE_EQ(mended.largest_change, largest);
    const std::vector<std::string> names{"a", "b", "c", "d", "e", "f", "g"};
    EXPECT_NE(change_of(mended, {names, "sources"}).find("the least eigenvalue is -"), std::string::npos);
}

TEST(ExistingCorrelation, LeavesWhatExistsAsItIs) {
    for (const double r : {-1.0 / 3, 0.0, 0.6, 1.0}) {  // the edges of what four risks can have among themselves
        const CorrelationMatrix given = equal_correlation(4, r);
        const ExistingCorrelation kept = existing_correlation(given);
        EXPECT_EQ(kept.matrix.rows, given.rows) << r;
        EXPECT_EQ(kept.largest_change, 0) << r;
        EXPECT_EQ(change_of(kept, {}), "");
    }
}

TEST(LowerFactor, HasTheMatrixForItsSquareEvenWhereItIsSingular) {
    for (CorrelationMatrix const& matrix : {equal_correlation(5, 0.4), equal_correlation(4, -1.0 / 3),
                                            equal_correlation(3, 1), existing_correlation(impossible()).matrix}) {
        const Dense lower = dense(lower_factor(matrix), matrix.size);
        EXPECT_LT((lower * lower.transpose() - dense(matrix.rows, matrix.size)).cwiseAbs().maxCoeff(), 2e-5);
        EXPECT_EQ(lower.triangularView<Eigen::StrictlyUpper>().toDenseMatrix().norm(), 0);
    }
}

}  // namespace
}  // namespace riskpool
