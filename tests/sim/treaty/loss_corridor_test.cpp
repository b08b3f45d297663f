#include "sim/treaty/loss_corridor.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <vector>

#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Fields = std::vector<std::string>;

TEST(LossCorridor, TakesBackItsShareOfTheBandBeforeTheCap) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> unit(0, 1);
    for (int k = 0; k < 500; ++k) {
        const LossCorridor corridor{unit(random), 1 + unit(random), unit(random)};
        const double cap = 3 * unit(random);
        const double premium = 200 * unit(random);
        const double ceded = 600 * unit(random);
        // methods 1.2, on ratios
        const double ratio = ceded / premium;
        const double back = corridor.share * std::clamp(ratio - corridor.from, 0.0, corridor.to - corridor.from);
        const double expected = std::min(ceded - back * premium, cap * premium);
        EXPECT_NEAR(LossRatioTerms(corridor, cap, premium).paid(ceded), expected, 1e-9);
    }
}

TEST(LossCorridor, IsALossParticipationWithoutAnEnd) {
    const LossRatioTerms terms(LossCorridor{0.8, infinity, 0.25}, infinity, 100);
    EXPECT_EQ(terms.paid(80), 80);
    EXPECT_EQ(terms.paid(480), 80 + 0.75 * 400);
}

TEST(LossCorridor, TakesTheWholeBandBackWithAShareOfOne) {
    const LossRatioTerms terms(LossCorridor{0.5, 0.75, 1}, infinity, 100);
    EXPECT_EQ(terms.paid(50), 50);
    EXPECT_EQ(terms.paid(75), 50);
    EXPECT_EQ(terms.paid(80), 55);
}

TEST(LossCorridor, IsLeftOutWithTheCapWhereThereIsNoPremium) {
    const LossRatioTerms terms(LossCorridor{0.5, 0.75, 1}, 1.3, 0);
    EXPECT_FALSE(terms.any());
    EXPECT_EQ(terms.paid(1e9), 1e9);
    EXPECT_EQ(terms.most, infinity);
}

TEST(LossCorridor, RefusesABandWithoutWidth) {
    EXPECT_EQ(faulty_fields(LossCorridor{0.5, 0.6, 1}), Fields{});
    EXPECT_EQ(faulty_fields(LossCorridor{0.5, infinity, 1}), Fields{});
    EXPECT_EQ(faulty_fields(LossCorridor{0.5, 0.5, 1}), Fields{"to"});
}

}  // namespace
}  // namespace riskpool
