#include "sim/treaty/priced_contract.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/treaty/cat_xl.hpp"
#include "sim/treaty/programme.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"
#include "tests/sim/treaty/programme_columns.hpp"

namespace riskpool {
namespace {

using Fields = std::vector<std::string>;

CatXl layer() {
    CatXl treaty;
    treaty.limit = 10;
    treaty.attachment = 5;
    treaty.reinstatements = std::vector<double>{1.0};
    return treaty;
}

TEST(PricedContract, CostsMoneyOrARateWithAMinimum) {
    PlainSetting plain(2);
    plain.setting.premium = {40, 60};
    CatXl terms = layer();
    EXPECT_EQ(terms.flat_premium(plain.setting), 0);
    terms.premium = 7;
    EXPECT_EQ(terms.flat_premium(plain.setting), 7);
    terms.premium = 0;
    terms.rate = 0.125;
    EXPECT_EQ(terms.flat_premium(plain.setting), 12.5);
    terms.minimum_premium = 12;
    EXPECT_EQ(terms.flat_premium(plain.setting), 12.5);
    terms.minimum_premium = 13;
    EXPECT_EQ(terms.flat_premium(plain.setting), 13);
    EXPECT_EQ(faulty_fields(terms), Fields{});
}

TEST(PricedContract, RefusesTwoPremiumsAndAMinimumOfNone) {
    CatXl terms = layer();
    terms.minimum_premium = 5;
    EXPECT_EQ(faulty_fields(terms), Fields{"minimum_premium"});
    terms.rate = 0.1;
    terms.premium = 8;
    EXPECT_EQ(faulty_fields(terms), Fields{"rate"});
}

/// M97 5.16 (K14): 100 xs 100 hit by 150 half way through the year, one reinstatement at 100 % as to amount.
TEST(PricedContract, ReinstatesAtThePremiumThatTheRateGives) {
    const Insureds insureds(1);
    CatXl terms;
    terms.limit = 100'000;
    terms.attachment = 100'000;
    terms.reinstatements = std::vector<double>{1.0};
    terms.rate = 0.12;
    terms.minimum_premium = 10'000;
    CededProgramme ceded;
    const LossBlock block = BlockBuilder().year().event(150'000).build();
    ceded.cede(Programme({{terms}}, {insureds, {1}, {100'000}}), block, false);
    EXPECT_DOUBLE_EQ(ceded.columns[3][0], 6'000);
    ceded.cede(Programme({{terms}}, {insureds, {1}, {50'000}}), block, false);
    EXPECT_DOUBLE_EQ(ceded.columns[3][0], 5'000);  // the minimum and deposit premium
}

}  // namespace
}  // namespace riskpool
