#include "sim/fund/backstop_claim_scaling.hpp"

#include <gtest/gtest.h>

#include "tests/sim/fund/backstop_sample.hpp"

namespace riskpool {
namespace {

TEST(ClaimScaling, CutsWhatIsUnfundedOrAboveTheLimit) {
    BackstopYear year = unfunded_of(30);
    year.gross_loss = 200;
    year.unpaid = 90;
    EXPECT_EQ(once(ClaimScaling{}, year).claims_cut, 30);        // claims are paid at 85 %
    EXPECT_EQ(once(ClaimScaling{150, 0}, year).claims_cut, 50);  // at 150 / 200
    EXPECT_EQ(once(ClaimScaling{50, 0}, year).claims_cut, 90);   // what is paid stays paid
    EXPECT_DOUBLE_EQ(once(ClaimScaling{150, 0.9}, year).claims_cut, 20);
}

TEST(ClaimScaling, OfEachEventLeavesEventsWithinTheLimitWhole) {
    BackstopYear year = unfunded_of(0);
    const std::vector<double> events{120, 60, 20};
    year.gross_loss = 200;
    year.unpaid = 200;
    year.gross_events = events;
    EXPECT_EQ(once(ClaimScaling{100, 0, true}, year).claims_cut, 20);
    EXPECT_EQ(once(ClaimScaling{100, 0, false}, year).claims_cut, 100);
}

}  // namespace
}  // namespace riskpool
