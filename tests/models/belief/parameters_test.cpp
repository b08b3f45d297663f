// Beliefs that are stated by parameters: the ways to state one law agree, and half a way is refused.
#include <gtest/gtest.h>

#include <cmath>

#include "models/belief/beta_belief.hpp"
#include "models/belief/gamma_belief.hpp"
#include "models/belief/interval_belief.hpp"
#include "models/belief/lognormal_belief.hpp"
#include "models/belief/triangular.hpp"
#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

using Faults = std::vector<std::string>;

TEST(LognormalBelief, IsTheSameByMedianByMuAndByMean) {
    const double sigma = std::sqrt(std::log(1.25));  // of cv 1/2
    const LawPointer by_median = LognormalBelief{.median = 4, .sigma = sigma}.law();
    const LawPointer by_mu = LognormalBelief{.mu = std::log(4.0), .sigma = sigma}.law();
    const LawPointer by_mean = LognormalBelief{.mean_value = 4 * std::sqrt(1.25), .cv = 0.5}.law();
    for (const double p : {0.01, 0.5, 0.99}) {
        EXPECT_NEAR(by_mu->quantile(p), by_median->quantile(p), 1e-13 * by_median->quantile(p));
        EXPECT_NEAR(by_mean->quantile(p), by_median->quantile(p), 1e-13 * by_median->quantile(p));
    }
}

TEST(LognormalBelief, RefusesTwoWaysAtOnceAndHalfAWay) {
    EXPECT_EQ(faulty_fields(LognormalBelief{.median = 1, .sigma = 1}), Faults{});
    EXPECT_EQ(faulty_fields(LognormalBelief{}), Faults{""});
    EXPECT_EQ(faulty_fields(LognormalBelief{.median = 1}), Faults{""});
    EXPECT_EQ(faulty_fields(LognormalBelief{.sigma = 1}), Faults{""});
    EXPECT_EQ(faulty_fields(LognormalBelief{.mean_value = 1}), Faults{""});
    EXPECT_EQ(faulty_fields(LognormalBelief{.median = 1, .mu = 0, .sigma = 1}), Faults{"mu"});
    EXPECT_EQ(faulty_fields(LognormalBelief{.median = 1, .sigma = 1, .cv = 1}), Faults{"cv"});
    EXPECT_EQ(faulty_fields(LognormalBelief{.sigma = 1, .mean_value = 1}), Faults{"mean"});
}

TEST(GammaBelief, IsTheSameByMeanByScaleAndByRate) {
    const LawPointer by_mean = GammaBelief{.mean_value = 6, .cv = 0.5}.law();
    const LawPointer by_scale = GammaBelief{.shape = 4, .scale = 1.5}.law();
    const LawPointer by_rate = GammaBelief{.shape = 4, .rate = 1 / 1.5}.law();
    for (const double p : {0.01, 0.5, 0.99}) {
        EXPECT_NEAR(by_scale->quantile(p), by_mean->quantile(p), 1e-12);
        EXPECT_NEAR(by_rate->quantile(p), by_mean->quantile(p), 1e-12);
    }
}

TEST(GammaBelief, RefusesTwoWaysAtOnceAndHalfAWay) {
    EXPECT_EQ(faulty_fields(GammaBelief{.shape = 1, .rate = 1}), Faults{});
    EXPECT_EQ(faulty_fields(GammaBelief{}), Faults{""});
    EXPECT_EQ(faulty_fields(GammaBelief{.shape = 1}), Faults{""});
    EXPECT_EQ(faulty_fields(GammaBelief{.scale = 1}), Faults{""});
    EXPECT_EQ(faulty_fields(GammaBelief{.cv = 1}), Faults{""});
    EXPECT_EQ(faulty_fields(GammaBelief{.shape = 1, .scale = 1, .rate = 1}), Faults{"rate"});
    EXPECT_EQ(faulty_fields(GammaBelief{.cv = 1, .shape = 1}), Faults{"cv"});
    EXPECT_EQ(faulty_fields(GammaBelief{.mean_value = 1, .scale = 1}), Faults{"mean"});
}

TEST(BeliefsBetweenEnds, NeedTheirEndsInOrder) {
    EXPECT_EQ(faulty_fields(BetaBelief{.a = 1, .b = 1, .low = 2, .high = 2}), Faults{"high"});
    EXPECT_EQ(faulty_fields(IntervalBelief{2, 1}), Faults{"high"});
    EXPECT_EQ(faulty_fields(Triangular{2, 2, 2}), Faults{"high"});
    EXPECT_EQ(faulty_fields(Triangular{2, 1, 3}), Faults{"mode"});
    EXPECT_EQ(faulty_fields(Triangular{1, 1, 3}), Faults{});
}

TEST(Triangular, HasTheMeanOfItsThreeCorners) {
    EXPECT_DOUBLE_EQ((Triangular{0, 3, 12}).mean(), 5);
    EXPECT_NEAR((Triangular{0, 3, 12}).quantile(0.25), 3, 1e-14);  // the mode splits 3 : 9
}

}  // namespace
}  // namespace riskpool
