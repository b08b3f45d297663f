#include "sim/pool/recoverable.hpp"

#include <gtest/gtest.h>

#include <random>

#include "sim/pool/credit_curve.hpp"
#include "tests/models/severity/recorded_faults.hpp"

// Tests name the fields that matter to them and leave out the rest.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace riskpool {
namespace {

// Worked in docs/default.md: a line with a limit of 100, 30 % of it secured; 80 are due.
TEST(Recoverable, IsPaidFromCollateralFirstAndInPartBeyondIt) {
    const double held = Collateral{.part_of_limit = 0.3}.held(100);
    EXPECT_EQ(held, 30);
    EXPECT_EQ(collected_in_default(80, held, CreditCurve{}.recovery_rate()), 55);
    EXPECT_EQ(collected_in_default(20, held, 0.5), 20);
    EXPECT_EQ(collected_in_default(80, 0, 0.5), 40);
    EXPECT_EQ(collected_in_default(80, 0, 0), 0);
    EXPECT_EQ(collected_in_default(0, held, 0.5), 0);
}

TEST(Recoverable, IsSafeWhereFullySecured) {
    const Collateral full{.part_of_limit = 1};
    EXPECT_EQ(collected_in_default(100, full.held(100), 0), 100);
    EXPECT_EQ(collected_in_default(1e12, full.held(infinity), 0), 1e12);
    EXPECT_EQ(Collateral{.amount = 25}.held(100), 25);
    EXPECT_EQ(Collateral{.amount = 25}.held(infinity), 25);
}

// The definition as written, min(due, C + delta (due - C)+), and what must hold of it.
TEST(Recoverable, FollowsItsDefinitionAndNeverExceedsWhatIsDue) {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> part(0, 1);
    for (int round = 0; round < 10000; ++round) {
        const double due = 100 * part(random), collateral = 100 * part(random), rate = part(random);
        const double collected = collected_in_default(due, collateral, rate);
        EXPECT_NEAR(collected, std::min(due, collateral + rate * std::max(0.0, due - collateral)), 1e-12);
        EXPECT_LE(collected, due * (1 + 1e-15));
        EXPECT_LE(collected, collected_in_default(due, collateral + 1, rate) + 1e-12);
        EXPECT_LE(collected, collected_in_default(due + 1, collateral, rate) + 1e-12);
        EXPECT_EQ(collected_in_default(1024 * due, 1024 * collateral, rate), 1024 * collected);
    }
}

// Worked in docs/default.md: 60 % of what exceeds 20 is disputed for two years; 120 are due.
TEST(Dispute, DelaysADisputedPartAndLosesNothing) {
    const Dispute terms{.probability = 0.1, .part = 0.6, .above = 20, .delay = 2};
    EXPECT_EQ(disputed_amount(terms, 120), 60);
    const std::vector<double> in_years{60, 0, 60, 0}, to_come{60, 60, 0, 0};
    double sum = 0;
    for (std::uint32_t year = 0; year < 4; ++year) {
        EXPECT_EQ(received(terms, 120, true, year), in_years[year]);
        EXPECT_EQ(outstanding(terms, 120, true, year), to_come[year]);
        sum += received(terms, 120, true, year);
        EXPECT_EQ(sum + outstanding(terms, 120, true, year), 120);
        EXPECT_EQ(outstanding(terms, 120, false, year), 0);
    }
    EXPECT_EQ(received(terms, 120, false, 0), 120);
    EXPECT_EQ(received(terms, 120, false, 2), 0);
    EXPECT_EQ(received(terms, 20, true, 0), 20);
    EXPECT_EQ(received(Dispute{.probability = 1, .delay = 1}, 50, true, 1), 50);
}

TEST(Collateral, IsGivenInOneWay) {
    EXPECT_TRUE(faulty_fields(Collateral{.part_of_limit = 1}).empty());
    EXPECT_TRUE(faulty_fields(Collateral{.amount = 1}).empty());
    EXPECT_EQ(faulty_fields(Collateral{}), std::vector<std::string>{""});
    EXPECT_EQ(faulty_fields(Collateral{1, 1}), std::vector<std::string>{"amount"});
}

}  // namespace
}  // namespace riskpool
