#include "sim/metric/priced_layer.hpp"

#include <gtest/gtest.h>

namespace riskpool {
namespace {

PricedLayer layer(double limit, std::optional<double> reinstatements, double annual_limit) {
    PricedLayer terms;
    terms.limit = limit;
    terms.reinstatements = reinstatements;
    terms.reinstated = {limit, annual_limit, {}};
    return terms;
}

TEST(PricedLayer, ReinstatesUpToTheAnnualLimitLessOneLimit) {
    EXPECT_EQ(layer(10, 2, 30).reinstatable(), 20);
    EXPECT_EQ(layer(10, 2, 25).reinstatable(), 15);
    EXPECT_EQ(layer(10, 2, 5).reinstatable(), 0);
    EXPECT_EQ(layer(10, 0, 10).reinstatable(), 0);
    EXPECT_EQ(layer(10, infinity, infinity).reinstatable(), infinity);
    EXPECT_EQ(layer(10, infinity, 40).reinstatable(), 30);
    EXPECT_EQ(layer(infinity, 0, infinity).reinstatable(), 0);
    EXPECT_EQ(layer(10, std::nullopt, 30).reinstatable(), 0);
}

TEST(PricedLayer, ChargesByAmountUnlessFreeOrDated) {
    PricedLayer terms = layer(10, 2, 30);
    EXPECT_FALSE(terms.charges_by_amount());
    terms.reinstated.price = {0, 1};
    EXPECT_TRUE(terms.charges_by_amount());
    terms.priced_by_date = true;
    EXPECT_FALSE(terms.charges_by_amount());
    terms = layer(10, 2, 30);
    terms.reinstated.price = {0, 0};
    EXPECT_FALSE(terms.charges_by_amount());
}

}  // namespace
}  // namespace riskpool
