#include "sim/fund/trigger.hpp"

#include <gtest/gtest.h>

namespace riskpool {
namespace {

constexpr double million = 1e6;

// The Chinese nuclear catastrophe reserve (2020): one event above 300m and a loss ratio above 150 %.
constexpr FundTrigger nuclear{1.5, 300 * million, 0};

FundYear year_of(double premium, double net_loss, double largest_event) {
    FundYear year;
    year.premium = premium * million;
    year.net_loss = net_loss * million;
    year.largest_event = largest_event * million;
    year.gross_loss = year.net_loss;
    return year;
}

TEST(FundTrigger, PaysThePartAboveTheLossRatio) {
    constexpr FundTrigger crops{0.75, 0, 0};
    EXPECT_EQ(crops.need(year_of(100, 75, 0)), 0);
    EXPECT_DOUBLE_EQ(crops.need(year_of(100, 130, 0)), 55 * million);
}

TEST(FundTrigger, OfTheNuclearReserveAsksForBothTheEventAndTheLossRatio) {
    EXPECT_DOUBLE_EQ(nuclear.need(year_of(400, 700, 301)), 100 * million);  // 175 %, 301m
    EXPECT_EQ(nuclear.need(year_of(400, 700, 300)), 0);                     // the event must be above 300m, not at it
    EXPECT_EQ(nuclear.need(year_of(400, 700, 120)), 0);                     // many small events
    EXPECT_EQ(nuclear.need(year_of(400, 600, 590)), 0);                     // exactly 150 %
    EXPECT_EQ(nuclear.need(year_of(400, 500, 490)), 0);                     // 125 %
}

TEST(FundTrigger, MayAskForALossBeforeReinsurance) {
    constexpr FundTrigger trigger{0.5, 0, 1000 * million};
    auto year = year_of(100, 80, 0);
    year.gross_loss = 1000 * million;
    EXPECT_EQ(trigger.need(year), 0);
    year.gross_loss = 1001 * million;
    EXPECT_DOUBLE_EQ(trigger.need(year), 30 * million);
}

TEST(FundTrigger, WithALossRatioCannotHoldInAYearWithoutPremium) {
    EXPECT_EQ(nuclear.need(year_of(0, 700, 700)), 0);
    EXPECT_EQ(nuclear.need(year_of(-10, 700, 700)), 0);
    EXPECT_EQ((FundTrigger{1e-9, 0, 0}.need(year_of(0, 700, 700))), 0);
}

TEST(FundTrigger, AtLossRatioZeroPaysFromTheFirstUnitOfLossWithOrWithoutPremium) {
    constexpr FundTrigger first_loss{};
    EXPECT_EQ(first_loss.need(year_of(0, 7, 7)), 7 * million);
    EXPECT_EQ(first_loss.need(year_of(100, 7, 7)), 7 * million);
    EXPECT_EQ(first_loss.need(year_of(-10, 7, 7)), 7 * million);  // a negative premium is no loss
    EXPECT_EQ(first_loss.need(year_of(100, -7, 0)), 0);
}

}  // namespace
}  // namespace riskpool
