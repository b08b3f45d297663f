#include "models/belief/pert.hpp"

#include <gtest/gtest.h>

namespace riskpool {
namespace {

TEST(Pert, HasTheMeanOfLowFourModesAndHigh) {
    EXPECT_DOUBLE_EQ((Pert{0, 3, 12}).mean(), (0 + 4 * 3 + 12) / 6.0);
    EXPECT_DOUBLE_EQ((Pert{2, 3, 12, 10}).mean(), (2 + 10 * 3 + 12) / 12.0);
}

// low 0, mode 0, high 1: Beta(1, 5), whose cdf is 1 - (1 - x)^5.
TEST(Pert, IsABetaLawBetweenItsEnds) {
    const Pert pert{10, 10, 20};
    for (const double x : {0.01, 0.1, 0.5, 0.9}) {
        const double p = 1 - (1 - x) * (1 - x) * (1 - x) * (1 - x) * (1 - x);
        EXPECT_NEAR(pert.quantile(p), 10 + 10 * x, 1e-12);
    }
}

TEST(Pert, IsUniformWithoutWeight) {
    const Pert pert{-1, 0, 3, 0};
    EXPECT_NEAR(pert.quantile(0.25), 0, 1e-14);
    EXPECT_DOUBLE_EQ(pert.mean(), 1);
}

}  // namespace
}  // namespace riskpool
