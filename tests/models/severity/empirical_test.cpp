#include "models/severity/empirical.hpp"

#include <gtest/gtest.h>

#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

using Names = std::vector<std::string>;

TEST(Empirical, StepsAtItsValuesByTheirWeights) {
    const Empirical law{{30, 10, 20, 10}, {1, 2, 5, 2}};  // 10: 40%, 20: 50%, 30: 10%
    EXPECT_EQ(law.quantile(0.39), 10);
    EXPECT_EQ(law.quantile(0.4), 10);
    EXPECT_EQ(law.quantile(0.41), 20);
    EXPECT_EQ(law.quantile(0.91), 30);
    EXPECT_EQ(law.quantile_upper(0.09), 30);
    EXPECT_EQ(law.quantile_upper(0.11), 20);
    EXPECT_DOUBLE_EQ(law.cdf(10), 0.4);
    EXPECT_DOUBLE_EQ(law.survival(19.9), 0.6);
    EXPECT_DOUBLE_EQ(law.mean(), 17);
    EXPECT_DOUBLE_EQ(law.variance(), 0.4 * 49 + 0.5 * 9 + 0.1 * 169);
    EXPECT_DOUBLE_EQ(law.limited_mean(15), 0.4 * 10 + 0.6 * 15);
    EXPECT_DOUBLE_EQ(law.limited_second_moment(15), 0.4 * 100 + 0.6 * 225);
}

TEST(Empirical, KeepsTheDigitsOfARareLargestLoss) {
    const Empirical law{{1, 2, 1000}, {1, 1, 1e-20}};
    EXPECT_EQ(law.quantile_upper(0.4e-20), 1000);
    EXPECT_EQ(law.quantile_upper(0.6e-20), 2);
}

TEST(Empirical, WeighsValuesEquallyWithoutWeights) {
    const Empirical law{{4, 8}, {}};
    EXPECT_EQ(law.quantile(0.5), 4);
    EXPECT_EQ(law.quantile(0.51), 8);
    EXPECT_EQ(law.quantile_upper(0.5), 4);
    EXPECT_EQ(law.quantile_upper(0.49), 8);
    EXPECT_DOUBLE_EQ(law.mean(), 6);
}

TEST(Empirical, WantsAWeightForEachValue) {
    EXPECT_EQ(faulty_fields(Empirical{{1, 2}, {}}), Names{});
    EXPECT_EQ(faulty_fields(Empirical{{1, 2}, {1, 3}}), Names{});
    EXPECT_EQ(faulty_fields(Empirical{{1, 2}, {1}}), Names{"weights"});
    EXPECT_EQ(faulty_fields(Empirical{}), Names{"values"});
}

}  // namespace
}  // namespace riskpool
