#include "models/severity/lognormal.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

using Names = std::vector<std::string>;

TEST(Lognormal, MeanAndCvSayTheSameAsMuAndSigma) {
    const Lognormal by_moments{.mean_loss = 1e6, .cv = 2.5};
    EXPECT_NEAR(by_moments.log_deviation(), std::sqrt(std::log(1 + 2.5 * 2.5)), 1e-14);
    EXPECT_NEAR(by_moments.log_mean(), std::log(1e6) - 0.5 * std::log(1 + 2.5 * 2.5), 1e-14 * 14);
    EXPECT_EQ(by_moments.mean(), 1e6);
    EXPECT_NEAR(std::sqrt(by_moments.variance()), 2.5e6, 1e-8);
    EXPECT_NEAR(by_moments.prepared().mean(), 1e6, 1e-8);
}

// README of the R package NetSimR: Poisson 3 times lognormal(8, 1.5) has mean 27 545.991.
TEST(Lognormal, HasThePublishedMean) {
    EXPECT_NEAR(3 * Lognormal({.mu = 8, .sigma = 1.5}).mean(), 27545.991, 5e-4);
}

TEST(Lognormal, TakesExactlyOnePairOfParameters) {
    EXPECT_EQ(faulty_fields(Lognormal{.mu = 0, .sigma = 1}), Names{});
    EXPECT_EQ(faulty_fields(Lognormal{.mean_loss = 3, .cv = 1}), Names{});
    EXPECT_EQ(faulty_fields(Lognormal{}), Names{""});
    EXPECT_EQ(faulty_fields(Lognormal{.mu = 0}), Names{""});
    EXPECT_EQ(faulty_fields(Lognormal{.sigma = 1}), Names{""});
    EXPECT_EQ(faulty_fields(Lognormal{.mean_loss = 1}), Names{""});
    EXPECT_EQ(faulty_fields(Lognormal{.cv = 1}), Names{""});
    EXPECT_EQ(faulty_fields(Lognormal{.mu = 0, .sigma = 1, .mean_loss = 3}), Names{"mean"});
    EXPECT_EQ(faulty_fields(Lognormal{.mu = 0, .sigma = 1, .cv = 3}), Names{"cv"});
}

}  // namespace
}  // namespace riskpool
