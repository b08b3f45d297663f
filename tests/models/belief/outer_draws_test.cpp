#include "models/belief/outer_draws.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace riskpool {
namespace {

std::vector<double> column(std::vector<double> const& all, std::size_t k, std::size_t count) {
    std::vector<double> values;
    for (std::size_t i = k; i < all.size(); i += count) values.push_back(all[i]);
    return values;
}

/// Spearman's rank correlation, of probabilities that are ranks themselves.
double rank_correlation(std::vector<double> const& x, std::vector<double> const& y) {
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - 0.5) * (y[i] - 0.5);
    return 12 * sum / static_cast<double>(x.size());
}

TEST(OuterDraws, TakeEachStratumOnce) {
    const auto all = draw_probabilities({1, 50, {"a", "b"}, {{"a", "b", 0.7}}});
    for (std::size_t k = 0; k < 2; ++k) {
        std::set<int> strata;
        for (const double p : column(all, k, 2)) {
            EXPECT_GT(p, 0);
            EXPECT_LT(p, 1);
            strata.insert(static_cast<int>(p * 50));
        }
        EXPECT_EQ(strata.size(), 50U);
    }
}

TEST(OuterDraws, DoNotDependOnWhoElseIsUncertain) {
    const auto alone = draw_probabilities({1, 30, {"b"}, {}});
    EXPECT_EQ(alone, column(draw_probabilities({1, 30, {"a", "b", "c"}, {}}), 1, 3));
    EXPECT_NE(alone, column(draw_probabilities({2, 30, {"a", "b", "c"}, {}}), 1, 3));
}

TEST(OuterDraws, AreIndependentUnlessCorrelated) {
    const auto all = draw_probabilities({1, 4000, {"a", "b"}, {}});
    EXPECT_NEAR(rank_correlation(column(all, 0, 2), column(all, 1, 2)), 0, 4 / std::sqrt(4000.0));
}

TEST(OuterDraws, HaveTheRankCorrelationAskedFor) {
    for (const double asked : {-0.8, 0.3, 0.95}) {
        const auto all = draw_probabilities({1, 4000, {"a", "b", "c"}, {{"c", "a", asked}}});
        EXPECT_NEAR(rank_correlation(column(all, 0, 3), column(all, 2, 3)), asked, 4 / std::sqrt(4000.0));
    }
}

TEST(CopulaMatrix, LeavesASoundMatrixAsItIs) {
    const CopulaMatrix matrix = copula_matrix({"a", "b"}, {{"a", "b", 0.5}});
    EXPECT_EQ(matrix.shrunk, 0);
    EXPECT_NEAR(matrix.rows[1], 2 * std::sin(0.5 * 3.141592653589793 / 6), 1e-15);
}

TEST(CopulaMatrix, ShrinksCorrelationsThatContradictEachOther) {
    const CopulaMatrix matrix = copula_matrix({"a", "b", "c"}, {{"a", "b", 0.9}, {"b", "c", 0.9}, {"a", "c", -0.9}});
    EXPECT_GT(matrix.shrunk, 0.4);  // with such signs three equal correlations are at most 1/2
    EXPECT_LT(matrix.shrunk, 0.5);
    EXPECT_FALSE(triangular_root(3, matrix.rows).empty());
    EXPECT_LT(matrix.rows[2], 0);
}

}  // namespace
}  // namespace riskpool
