#include "models/severity/spliced.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

using Names = std::vector<std::string>;

const Lognormal body{.mu = 1, .sigma = 1.5};

TEST(Spliced, IsTheBodyUpToTheThresholdItFollowsFrom) {
    const Spliced law{.body = body, .tail_probability = 0.05, .tail = Pareto{10, 1.8}};
    EXPECT_NEAR(law.prepared().threshold(), std::exp(1 + 1.5 * 1.6448536269514722), 1e-11);
    for (double p : {1e-9, 0.01, 0.5, 0.94}) EXPECT_NEAR(law.quantile(p), body.quantile(p), 1e-12 * body.quantile(p));
}

TEST(Spliced, FollowsTheTailAboveTheThreshold) {
    // Given X > T, a Pareto tail from below T is a Pareto tail from T.
    const Spliced law{.body = body, .threshold = 30, .tail = Pareto{10, 1.8}};
    const double t = body.survival(30);
    EXPECT_NEAR(law.prepared().tail_probability(), t, 1e-15);
    for (double x : {31.0, 100.0, 1e6}) EXPECT_NEAR(law.survival(x), t * std::pow(30 / x, 1.8), 1e-12 * t);
    EXPECT_NEAR(law.quantile_upper(t / 8), 30 * std::pow(8, 1 / 1.8), 1e-11);
}

TEST(Spliced, ScalesTheBodyToWhatTheTailLeaves) {
    // Uniform up to 1 with probability 60 %, then exponential from 1.
    const Spliced law{
        .body = Beta{1, 1, 4}, .threshold = 1, .tail_probability = 0.4, .tail = GeneralisedPareto{1, 2, 0}};
    EXPECT_NEAR(law.quantile(0.3), 0.5, 1e-15);
    EXPECT_NEAR(law.survival(0.25), 0.85, 1e-15);
    EXPECT_NEAR(law.survival(3), 0.4 * std::exp(-1), 1e-15);
    EXPECT_NEAR(law.mean(), 0.6 * 0.5 + 0.4 * 3, 1e-14);
    EXPECT_NEAR(law.variance(), 0.6 / 3 + 0.4 * (1 + 2 * 2 + 2 * 4) - 1.5 * 1.5, 1e-13);
}

TEST(Spliced, HasNoMeanIfItsTailHasNone) {
    const Spliced law{.body = body, .tail_probability = 0.1, .tail = Pareto{1, 0.9}};
    EXPECT_EQ(law.mean(), infinity);
    EXPECT_EQ(law.variance(), infinity);
    EXPECT_LT(law.limited_mean(1e9), infinity);
}

TEST(Spliced, NamesWhatCannotBeSpliced) {
    EXPECT_EQ(faulty_fields(Spliced{.body = body, .threshold = 30, .tail = Pareto{10, 2}}), Names{});
    EXPECT_EQ(faulty_fields(Spliced{.body = body, .tail = Pareto{10, 2}}), Names{""});
    EXPECT_EQ(faulty_fields(Spliced{.body = Pareto{50, 2}, .threshold = 30, .tail = Pareto{10, 2}}),
              Names{"threshold"});
    EXPECT_EQ(faulty_fields(Spliced{.body = Beta{1, 1, 20}, .threshold = 30, .tail = Pareto{10, 2}}),
              Names{"threshold"});
    EXPECT_EQ(faulty_fields(Spliced{.body = body, .threshold = 30, .tail = Beta{1, 1, 20}}), Names{"tail"});
    // A law at fault itself says so itself.
    EXPECT_EQ(faulty_fields(Spliced{.body = Lognormal{}, .threshold = 30, .tail = Empirical{}}), Names{});
}

}  // namespace
}  // namespace riskpool
