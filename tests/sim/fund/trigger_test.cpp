#include "sim/fund/trigger.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

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

TEST(FundTrigger, MayCountExpensesAsLossSoThatTheNeedIsTheTechnicalDeficit) {
    FundTrigger trigger{1, 0, 0};
    trigger.with_expenses = true;
    auto year = year_of(100, 85, 0);
    year.expenses = 25 * million;
    EXPECT_DOUBLE_EQ(trigger.need(year), 10 * million);
    year.expenses = 15 * million;
    EXPECT_EQ(trigger.need(year), 0);
    year.expenses = 300 * million;  // the fund pays losses: no more than there are
    EXPECT_DOUBLE_EQ(trigger.need(year), 85 * million);
}

TEST(FundTrigger, WithAnyConditionPaysTheGreatestPartAboveALevelThatIsExceeded) {
    FundTrigger trigger{1.5, 300 * million, 1000 * million};
    trigger.conditions = TriggerConditions::any;
    auto year = year_of(400, 500, 490);  // 125 %, an event of 490
    EXPECT_DOUBLE_EQ(trigger.need(year), 190 * million);
    year = year_of(400, 700, 120);  // 175 %, small events
    EXPECT_DOUBLE_EQ(trigger.need(year), 100 * million);
    year = year_of(400, 700, 420);  // both: 100 above the ratio, 120 above the event
    EXPECT_DOUBLE_EQ(trigger.need(year), 120 * million);
    year = year_of(400, 600, 300);  // at both levels
    EXPECT_EQ(trigger.need(year), 0);
    year = year_of(400, 200, 100);
    year.gross_loss = 1150 * million;
    EXPECT_DOUBLE_EQ(trigger.need(year), 150 * million);
    year.gross_loss = 5000 * million;  // no more than the net loss
    EXPECT_DOUBLE_EQ(trigger.need(year), 200 * million);
    EXPECT_DOUBLE_EQ(trigger.need(year_of(0, 700, 310)), 10 * million);  // no ratio without premium; the event holds
}

TEST(FundTrigger, OnceExceededMayPayTheWholeNetLoss) {
    FundTrigger trigger{0.75, 0, 0};
    trigger.above_trigger_only = false;
    EXPECT_EQ(trigger.need(year_of(100, 75, 0)), 0);
    EXPECT_DOUBLE_EQ(trigger.need(year_of(100, 76, 0)), 76 * million);
}

class TriggerFaults : public FieldFaults {
public:
    void add(std::string_view field, std::string_view, std::string_view) override { fields.emplace_back(field); }
    std::vector<std::string> fields;
};

TEST(FundTrigger, RefusesAChoiceOfOneCondition) {
    const auto faults_of = [](FundTrigger trigger) {
        trigger.conditions = TriggerConditions::any;
        TriggerFaults faults;
        trigger.check(faults);
        return faults.fields;
    };
    EXPECT_TRUE(faults_of({0.5, 10, 0}).empty());
    EXPECT_EQ(faults_of({0.5, 0, 0}), std::vector<std::string>{"conditions"});
    EXPECT_EQ(faults_of({0, 10, 0}), std::vector<std::string>{"loss_ratio"});
}

}  // namespace
}  // namespace riskpool
