#include "models/severity/pareto.hpp"

#include <gtest/gtest.h>

#include "models/severity/severity.hpp"

namespace riskpool {
namespace {

// The vignette of the R package Pareto (U. Riegel): threshold 500, shape 2, layer 4000 in excess of 1000.
TEST(Pareto, PricesThePublishedLayer) {
    const Pareto law{500, 2};
    const double first = layer_mean(law, 4000, 1000);
    EXPECT_NEAR(first, 200, 1e-9);
    EXPECT_NEAR(2.5 * first, 500, 1e-9);
    // E[layer^2] = E[min(X, 5000)^2] - E[min(X, 1000)^2] - 2 * 1000 E[layer].
    const double second = law.limited_second_moment(5000) - law.limited_second_moment(1000) - 2 * 1000 * first;
    EXPECT_NEAR(second - first * first, 364718.956, 5e-4);
}

TEST(Pareto, ExtrapolatesThePublishedLayer) {
    const Pareto law{500, 2};
    EXPECT_NEAR(500 * layer_mean(law, 5000, 5000) / layer_mean(law, 4000, 1000), 62.5, 1e-9);
}

// README of the R package NetSimR: scale 200, shape 1.2, capped at 600.
TEST(Pareto, CapsThePublishedMean) {
    EXPECT_NEAR(Pareto({200, 1.2}).limited_mean(600), 397.258, 5e-4);
}

TEST(Pareto, HasNoMeanUpToShapeOneAndNoVarianceUpToShapeTwo) {
    EXPECT_EQ(Pareto({1, 1}).mean(), infinity);
    EXPECT_EQ(Pareto({1, 2}).variance(), infinity);
    EXPECT_DOUBLE_EQ(Pareto({1, 2}).mean(), 2);
    EXPECT_DOUBLE_EQ(Pareto({1, 3}).variance(), 0.75);
}

}  // namespace
}  // namespace riskpool
