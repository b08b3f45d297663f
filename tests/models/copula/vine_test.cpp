#include "models/copula/vine.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/copula/copula_sample.hpp"

namespace riskpool {
namespace {

/// C(u, v) of Clayton's copula (Nelsen, An Introduction to Copulas, 4.2.1).
double clayton(double u, double v, double theta) {
    return std::pow(std::pow(u, -theta) + std::pow(v, -theta) - 1, -1 / theta);
}

TEST(ClaytonPair, IsTheDerivativeOfTheCopulaAndItsInverse) {
    for (const double theta : {0.1, 1.0, 6.0}) {
        const ClaytonPair pair{theta};
        for (const double u : {0.03, 0.4, 0.97}) {
            for (const double v : {0.05, 0.5, 0.9}) {
                const double step = 1e-6;
                const double slope = (clayton(u, v + step, theta) - clayton(u, v - step, theta)) / (2 * step);
                EXPECT_NEAR(pair.h(u, v), slope, 1e-7) << theta << ' ' << u << ' ' << v;
                EXPECT_NEAR(pair.h_inverse(pair.h(u, v), v), u, 1e-7) << theta << ' ' << u << ' ' << v;
                const SurvivalClaytonPair mirrored{theta};
                EXPECT_NEAR(mirrored.h(u, v), 1 - pair.h(1 - u, 1 - v), 1e-15);
                EXPECT_NEAR(mirrored.h_inverse(mirrored.h(u, v), v), u, 1e-7);
            }
        }
    }
    // u^-theta would be beyond the range of doubles.
    EXPECT_NEAR(ClaytonPair{50}.h_inverse(ClaytonPair{50}.h(1e-9, 2e-9), 2e-9), 1e-9, 1e-14);
}

VineCopula three(VineShape shape, PairKinds a, PairKinds b, PairKinds above) {
    return {shape, {VineTree{{a, b}}, VineTree{{above}}}};
}

// A vine of Gaussian pairs is a Gaussian copula, whose correlations follow from partial ones.
TEST(Vine, OfGaussianPairsHasTheCorrelationsThatFollowFromPartialOnes) {
    const double r_first = 0.7, r_second = -0.5, partial = 0.4;
    const double third = partial * std::sqrt((1 - r_first * r_first) * (1 - r_second * r_second)) + r_first * r_second;
    const auto tau = [](double r) { return 2 / std::acos(-1.0) * std::asin(r); };
    // c: pairs (a, b), (a, c), then (b, c) given a. d: pairs (a, b), (b, c), then (a, c) given b.
    const Columns c = sample_copula(
        three(VineShape::canonical, GaussianPair{r_first}, GaussianPair{r_second}, GaussianPair{partial}), 3, 12'000);
    expect_sample_mean(kendall_taus(c[0], c[1]), tau(r_first), "c: a, b");
    expect_sample_mean(kendall_taus(c[0], c[2]), tau(r_second), "c: a, c");
    expect_sample_mean(kendall_taus(c[1], c[2]), tau(third), "c: b, c");
    const Columns d = sample_copula(
        three(VineShape::drawable, GaussianPair{r_first}, GaussianPair{r_second}, GaussianPair{partial}), 3, 12'000);
    expect_sample_mean(kendall_taus(d[0], d[1]), tau(r_first), "d: a, b");
    expect_sample_mean(kendall_taus(d[1], d[2]), tau(r_second), "d: b, c");
    expect_sample_mean(kendall_taus(d[0], d[2]), tau(third), "d: a, c");
}

TEST(Vine, GivesEachEdgeOfItsFirstTreeItsOwnCopula) {
    const PairKinds weak = ClaytonPair{0.5}, strong = SurvivalClaytonPair{4};
    VineCopula vine{VineShape::drawable,
                    {VineTree{{weak, strong, GaussianPair{0.3}}}, VineTree{{strong, weak}}, VineTree{{weak}}}};
    const Columns d = sample_copula(vine, 4, 12'000);
    expect_sample_mean(kendall_taus(d[0], d[1]), 0.2, "d: a, b");
    expect_sample_mean(kendall_taus(d[1], d[2]), 2.0 / 3, "d: b, c");
    expect_sample_mean(kendall_taus(d[2], d[3]), 2 / std::acos(-1.0) * std::asin(0.3), "d: c, d");
    vine.shape = VineShape::canonical;
    const Columns c = sample_copula(vine, 4, 12'000);
    expect_sample_mean(kendall_taus(c[0], c[1]), 0.2, "c: a, b");
    expect_sample_mean(kendall_taus(c[0], c[2]), 2.0 / 3, "c: a, c");
    for (std::size_t k = 0; k < 4; ++k) {
        expect_uniform(d[k], "d");
        expect_uniform(c[k], "c");
    }
}

}  // namespace
}  // namespace riskpool
