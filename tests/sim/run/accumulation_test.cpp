#include "sim/run/accumulation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/run/run_text.hpp"

namespace riskpool {
namespace {

/// A and B in pool P, C in pool Q; a cloud under A (60 %) and C, a model under all by half, a park of A and C.
std::string shared() {
    return R"(
schema: 1
name: test
currency: CNY
members: [{name: M}]
insureds:
  - {name: A, sector: p, cluster: park, property: 1000, interruption: 400, premium: 1, pml: 300, limit: 500}
  - {name: B, sector: p, cluster: other, property: 600, premium: 1}
  - {name: C, sector: q, cluster: park, property: 100, stock: 100, premium: 1, pml: 50, limit: 80}
sources:
  - clash:
      name: outage
      assets: [{name: cloud, rate: 0.5}, {name: model, return_period: 4}]
      reliance:
        - {insured: A, asset: cloud, share: 60%}
        - {insured: C, asset: cloud}
        - {covers: {}, asset: model, share: 50%}
      loss: {amount: {point: {value: 1}}}
  - utility_outage: {covers: {cluster: park}, rate: 0.2, outage_hours: {point: {value: 3}}, ride_through_hours: 1, p_backup_fails: 10%, stock_spoiled: 0%, restart_days: {point: {value: 1}}}
  - cascade:
      starts: [{name: mine, rate: 0.1}]
      edges: [{from: mine, to: C, probability: 40%, inventory_days: 2}, {from: A, to: B, probability: 100%, inventory_days: 2}]
      outage_days: {point: {value: 9}}
  - collective_risk: {frequency: {poisson: {mean: 1}}, severity: {exponential: {mean: 1}}}
pools:
  - {name: P, covers: {sector: p}, shares: {by_table: {table: [{member: M, share: 1}]}}}
  - {name: Q, covers: {sector: q}, shares: {by_table: {table: [{member: M, share: 1}]}}}
metrics: [aal]
)";
}

AccumulationRow const& row(std::vector<AccumulationRow> const& rows, std::string_view asset, std::string_view pool) {
    for (auto const& each : rows) {
        if (each.asset == asset && each.pool == pool) return each;
    }
    ADD_FAILURE() << "no row of " << asset << " in " << pool;
    static const AccumulationRow none{};
    return none;
}

TEST(Accumulation, SumsWhatHangsOnEachAssetPoolByPool) {
    const auto rows = accumulation(testing::scenario_of(shared()));
    ASSERT_EQ(rows.size(), 7U) << "cloud and model in both pools, park in both, and the mine in Q alone";
    AccumulationRow const& cloud = row(rows, "cloud", "P");
    EXPECT_EQ(cloud.source, "outage");
    EXPECT_EQ(cloud.yearly_rate, 0.5);
    EXPECT_EQ(cloud.insureds, 1U);
    EXPECT_EQ(cloud.sum_insured, 1400);
    EXPECT_EQ(cloud.share_of_pool, 0.7);
    EXPECT_EQ(cloud.relied_on, 840);
    EXPECT_EQ(cloud.policy_limits, 500);
    EXPECT_EQ(cloud.pml, 300);
    AccumulationRow const& model = row(rows, "model", "P");
    EXPECT_EQ(model.insureds, 2U);
    EXPECT_EQ(model.share_of_pool, 1);
    EXPECT_EQ(model.relied_on, 1000);
    EXPECT_TRUE(std::isinf(model.policy_limits)) << "B has no limit";
    EXPECT_TRUE(std::isnan(model.pml)) << "B states no probable maximum loss";
    EXPECT_NEAR(model.yearly_rate, -std::log(0.75), 1e-15);
}

TEST(Accumulation, TakesParksAndWhatANetworkReachesForAssets) {
    const auto rows = accumulation(testing::scenario_of(shared()));
    EXPECT_EQ(row(rows, "park", "P").sum_insured, 1400);
    EXPECT_EQ(row(rows, "park", "Q").sum_insured, 200);
    EXPECT_EQ(row(rows, "park", "P").source, "utility_outage");
    EXPECT_EQ(row(rows, "mine", "Q").insureds, 1U);
    EXPECT_EQ(row(rows, "mine", "Q").yearly_rate, 0.1);
}

TEST(Accumulation, LeavesOutWhoReliesNoMoreThanTheThreshold) {
    const auto rows = accumulation(testing::scenario_of(shared()), 0.5);
    for (auto const& each : rows) EXPECT_NE(each.asset, "model") << "a share of 0.5 is not above the threshold";
    EXPECT_EQ(row(rows, "cloud", "P").insureds, 1U);
    EXPECT_EQ(row(accumulation(testing::scenario_of(shared()), 0.6), "cloud", "Q").insureds, 1U);
}

}  // namespace
}  // namespace riskpool
