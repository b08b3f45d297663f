#include "sim/treaty/premium_terms.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Fields = std::vector<std::string>;

TEST(PremiumTerms, AreASumOfMoneyOrARateWithAMinimum) {
    PlainSetting plain(2);
    plain.setting.premium = {40, 60};
    PremiumTerms terms;
    EXPECT_EQ(premium_of(terms, plain.setting), 0);
    terms.premium = 7;
    EXPECT_EQ(premium_of(terms, plain.setting), 7);
    terms.premium.reset();
    terms.rate = 0.125;
    EXPECT_EQ(premium_of(terms, plain.setting), 12.5);
    terms.minimum_premium = 12;
    EXPECT_EQ(premium_of(terms, plain.setting), 12.5);
    terms.minimum_premium = 13;
    EXPECT_EQ(premium_of(terms, plain.setting), 13);
    EXPECT_EQ(faulty_fields(terms), Fields{});
}

TEST(PremiumTerms, RefuseTwoPremiumsAndAMinimumOfNone) {
    PremiumTerms terms;
    EXPECT_EQ(faulty_fields(terms), Fields{});
    terms.minimum_premium = 5;
    EXPECT_EQ(faulty_fields(terms), Fields{"minimum_premium"});
    terms.rate = 0.1;
    terms.premium = 8;
    EXPECT_EQ(faulty_fields(terms), Fields{"rate"});
}

}  // namespace
}  // namespace riskpool
