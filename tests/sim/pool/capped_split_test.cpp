#include "sim/pool/capped_split.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <numeric>
#include <random>

#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

double sum(std::vector<double> const& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

// The defining properties of water filling (methods 1.13): a_i = min(cap_i, k w_i) with one k for all, adding up to
// min(amount, sum of caps).
TEST(FillByWeight, HasOneLevelForAllWhoAreNotFull) {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> number(0, 1);
    for (int round = 0; round < 5000; ++round) {
        const std::size_t n = 1 + random() % 12;
        std::vector<double> weights, caps;
        for (std::size_t i = 0; i < n; ++i) {
            weights.push_back(0.05 + number(random));
            caps.push_back(random() % 6 == 0 ? 0 : number(random));
        }
        const double amount = number(random) * static_cast<double>(n);
        const auto filled = fill_by_weight(amount, weights, caps);
        EXPECT_NEAR(sum(filled), std::min(amount, sum(caps)), 1e-12 * static_cast<double>(n));
        double level = 0;
        for (std::size_t i = 0; i < n; ++i) level = std::max(level, filled[i] / weights[i]);
        for (std::size_t i = 0; i < n; ++i) {
            EXPECT_LE(filled[i], caps[i]);
            if (filled[i] == caps[i]) continue;
            EXPECT_NEAR(filled[i] / weights[i], level, 1e-12 * (1 + level));
        }
    }
}

TEST(FillByWeight, GivesNothingToMembersWithoutWeight) {
    EXPECT_EQ(fill_by_weight(10, {0, 1}, {100, 4}), (std::vector<double>{0, 4}));
    EXPECT_EQ(fill_by_weight(10, {0, 0}, {100, 100}), (std::vector<double>{0, 0}));
    EXPECT_EQ(fill_by_weight(0, {1, 1}, {100, 100}), (std::vector<double>{0, 0}));
    EXPECT_EQ(fill_by_weight(10, {1, 3}, {infinity, infinity}), (std::vector<double>{2.5, 7.5}));
}

TEST(SplitUnderCaps, HandsOnWhatNobodyCanTakeBeyondTheCapOfItsTaker) {
    Insured insured;
    insured.property = 50;
    const Insureds insureds{insured, Insured{}};
    const std::vector<std::size_t> covered{0, 1};
    const std::vector<Member> members{member_named("A"), member_named("B"), member_named("C")};
    const ShareSetting setting{insureds, covered, members};
    const auto split = [&](std::string const& taker) {
        return split_under_caps(setting, RiskBasis::sum_insured, {1, 1, 0}, {10, 30, 40}, taker);
    };
    EXPECT_EQ(split("").row(0), (Eigen::RowVector3d{0.2, 0.6, 0}));
    EXPECT_EQ(split("B").row(0), (Eigen::RowVector3d{0.2, 0.8, 0}));
    EXPECT_NEAR(split("C")(0, 2), 0.2, 1e-15);
    EXPECT_EQ(split("nobody").row(0), split("").row(0));
    EXPECT_EQ(split("B").row(1), (Eigen::RowVector3d{0, 0, 0}));  // a risk without value
}

}  // namespace
}  // namespace riskpool
