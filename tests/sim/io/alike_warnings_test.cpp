#include "sim/io/alike_warnings.hpp"

#include <gtest/gtest.h>

namespace riskpool {
namespace {

TEST(AlikeWarnings, TellOnceWhatDiffersInNumbersOnly) {
    const Warnings told =
        alike_warnings({{"they count as 5411 independent ones; 30 in the tail", {"var of A"}},
                        {"they count as 999 independent ones; 30 in the tail", {"var of B", "tvar of B"}},
                        {"they count as 12000 independent ones; 30 in the tail", {"var of C"}}});
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.begin()->first, "they count as 999 to 12000 independent ones; 30 in the tail");
    EXPECT_EQ(told.begin()->second.size(), 4U);
}

TEST(AlikeWarnings, KeepApartWhatSaysSomethingElse) {
    const Warnings told =
        alike_warnings({{"2 figures are short", {"a"}}, {"2 figures are long", {"b"}}, {"never", {"c"}}});
    EXPECT_EQ(told.size(), 3U);
    EXPECT_EQ(told.at("2 figures are short"), std::vector<std::string>{"a"});
    EXPECT_EQ(told.at("never"), std::vector<std::string>{"c"});
}

TEST(AlikeWarnings, TakeNumbersAtBothEndsAndOfAnyLength) {
    const Warnings told = alike_warnings({{"7 of 123456789012345678901234567890", {"a"}}, {"12 of 99", {"b"}}});
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.begin()->first, "7 to 12 of 99 to 123456789012345678901234567890");
}

TEST(AlikeWarnings, AreNoneOfNone) {
    EXPECT_TRUE(alike_warnings({}).empty());
}

}  // namespace
}  // namespace riskpool
