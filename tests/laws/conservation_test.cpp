// Conservation of money on 10,000 random pools with treaties of every kind.
#include "tests/laws/conservation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/laws/random_pool.hpp"

namespace riskpool {
namespace {

TEST(Conservation, HoldsForEveryPartyInEveryYearOfTenThousandRandomPools) {
    RandomPool random(20261122);
    Met met;
    for (std::uint64_t round = 0; round < 10'000; ++round) {
        ASSERT_EQ(check_conservation(random.make(), round, met), "") << "round " << round;
    }
    EXPECT_GT(met.fund, 10'000U);
    EXPECT_GT(met.recovery, 10'000U);
    EXPECT_GT(met.shortfall, 300U);
    EXPECT_GT(met.adjustment, 1'000U);
    EXPECT_GT(met.retrocession, 1'000U);
    for (auto const& [name, reason] : Choice<Reason>::values) EXPECT_TRUE(met.reasons.contains(reason)) << name;
}

TEST(Conservation, AFaultInOneLineOfTheLedgerWouldShow) {
    RandomPool random(5);
    const Scenario scenario = random.make();
    const Plan plan(scenario, 1);
    std::vector<std::vector<double>> columns;
    for (auto const& column : plan.columns())
        columns.emplace_back(column.basis == Basis::path ? 64 : 64 * scenario.years);
    BlockScratch scratch = plan.make_scratch();
    plan.run_block({0, 64, scenario.years}, scratch, columns, 0);
    Ledger spoilt = plan.ledger();
    const PartyId pool = *find_party(spoilt, PartyKind::pool);
    spoilt.enter(pool, *find_party(spoilt, PartyKind::insureds), Reason::claims, constant_column, 0.001);
    EXPECT_GT(std::abs(spoilt.balance(pool, columns, 0)), 1e-4);
}

}  // namespace
}  // namespace riskpool
