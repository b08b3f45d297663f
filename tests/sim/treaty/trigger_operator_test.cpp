#include "sim/treaty/trigger_operator.hpp"

#include <gtest/gtest.h>

namespace riskpool {
namespace {

TEST(TriggerOperator, DecidesWhatHappensExactlyAtTheLevel) {
    EXPECT_TRUE(sets_off(20, 20, TriggerOperator::at_or_above));
    EXPECT_FALSE(sets_off(20, 20, TriggerOperator::above));
    for (const TriggerOperator comparison : {TriggerOperator::at_or_above, TriggerOperator::above}) {
        EXPECT_FALSE(sets_off(19.5, 20, comparison));
        EXPECT_TRUE(sets_off(20.5, 20, comparison));
    }
}

TEST(TriggerOperator, HasTheNamesThatFilesUse) {
    EXPECT_EQ(choice_name(TriggerOperator::at_or_above), "at_or_above");
    EXPECT_EQ(choice_name(TriggerOperator::above), "above");
    EXPECT_EQ(TriggerOperator{}, TriggerOperator::at_or_above);
}

}  // namespace
}  // namespace riskpool
