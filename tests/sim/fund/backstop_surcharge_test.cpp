#include "sim/fund/backstop_surcharge.hpp"

#include <gtest/gtest.h>

#include "tests/sim/fund/backstop_sample.hpp"

namespace riskpool {
namespace {

TEST(RetrospectivePremium, AsksEveryReactorForTheSameUpToItsMaximum) {
    const RetrospectivePremium premium{158.0};  // Price-Anderson 2024, USD m
    BackstopYear year = unfunded_of(1000);
    year.insureds = 10;
    EXPECT_EQ(once(premium, year).surcharged, 1000);
    year = unfunded_of(2000);
    year.insureds = 10;
    EXPECT_EQ(once(premium, year).surcharged, 1580);
}

TEST(PolicyholderSurcharge, TakesAPartOfPremiumAtMost) {
    BackstopYear year = unfunded_of(50);
    year.gross_premium = 400;
    EXPECT_EQ(once(PolicyholderSurcharge{0.2}, year).surcharged, 50);
    EXPECT_EQ(once(PolicyholderSurcharge{0.1}, year).surcharged, 40);
    year.gross_premium = -1;
    EXPECT_EQ(once(PolicyholderSurcharge{0.1}, year).surcharged, 0);
}

}  // namespace
}  // namespace riskpool
