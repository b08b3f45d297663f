#include "sim/treaty/back_up.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/cat_layers.hpp"
#include "tests/sim/treaty/ceded_block.hpp"
#include "tests/sim/treaty/followed_setting.hpp"

namespace riskpool {
namespace {

static_assert(TreatyKind<BackUp>);

BackUp back_up(double limit) {
    BackUp treaty;
    treaty.of = "original";
    treaty.limit = limit;
    return treaty;
}

TEST(BackUp, PaysWhatTheExhaustedLayerWouldHavePaidAsInXl06) {
    auto const& in = answer("O-XL-06").at("inputs");
    auto const& out = answer("O-XL-06").at("expected");
    const CatXl original = layer(in.at("layer").at("limit"), in.at("layer").at("retention"),
                                 Numbers(in.at("layer").at("reinstatements").get<std::size_t>(), 0.0));
    const LossBlock block = one_year(in.at("events").get<Numbers>());
    EXPECT_EQ(cede_treaty(original, block, Wanted::rows).row, out.at("layer").get<Numbers>());
    const Ceded ceded = cede_following(back_up(in.at("backup_limit")), original, block, Wanted::rows);
    EXPECT_EQ(ceded.row, out.at("backup").get<Numbers>());
    EXPECT_EQ(ceded.cell, Numbers{10});
    EXPECT_EQ(ceded.claims, Numbers{2});
    EXPECT_EQ(ceded.exhausted, Numbers{1});
    EXPECT_EQ(cede_following(back_up(in.at("backup_limit")), original, block, Wanted::totals).cell, ceded.cell);
}

TEST(BackUp, MakesTheOriginalPayWithoutEndWhereItsOwnLimitIsInfinite) {
    std::mt19937_64 random(17);
    auto number = [&](double high) { return high * static_cast<double>(random() >> 11) * 0x1p-53; };
    for (int k = 0; k < 200; ++k) {
        CatXl original = layer(1 + number(40), number(30), Numbers(random() % 3, 0.0));
        if (random() % 2 == 0) original.annual_deductible = number(50);
        CatXl without_end = unlimited_layer(original.limit, original.attachment);
        without_end.annual_deductible = original.annual_deductible;
        Numbers losses(random() % 12);
        for (double& loss : losses) loss = number(120);
        const LossBlock block = one_year(losses);
        const Ceded first = cede_treaty(original, block, Wanted::rows);
        const Ceded second = cede_following(back_up(infinity), original, block, Wanted::rows);
        const Ceded whole = cede_treaty(without_end, block, Wanted::rows);
        for (std::size_t e = 0; e < losses.size(); ++e) {
            ASSERT_NEAR(first.row[e] + second.row[e], whole.row[e], 1e-9) << "try " << k;
        }
        const double limit = number(40);
        ASSERT_NEAR(cede_following(back_up(limit), original, block, Wanted::totals).cell[0],
                    std::min(limit, second.cell[0]), 1e-9);
    }
}

TEST(BackUp, LeavesTheAnnualDeductibleOfTheOriginalWithTheCedent) {
    CatXl original = layer(10, 5, {});
    original.annual_deductible = 8;
    // layer losses 6, 10, 10: 6 and 2 stay, 8 and 2 are paid, 8 are backed up
    const Ceded ceded = cede_following(back_up(100), original, one_year({11, 30, 15}), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{0, 0, 8}));
}

TEST(BackUp, SpreadsOverRowsAndStartsEveryYearAfresh) {
    BlockBuilder builder;
    builder.year().event({{0, 15}}).event({{0, 4}, {1, 12}}).year().event({{0, 15}}).yearly_sum({{0, 100}});
    const Ceded ceded = cede_following(back_up(100), layer(10, 5, {}), builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{0, 2.5, 7.5, 0, 0}));
    EXPECT_EQ(ceded.cell, (Numbers{10, 0}));
    EXPECT_EQ(ceded.exhausted, (Numbers{0, 0}));
}

TEST(BackUp, MustBackUpALayerThatCanBeUsedUp) {
    using Fields = std::vector<std::string>;
    EXPECT_EQ(faulty_fields(back_up(10)), Fields{});
    EXPECT_EQ(faults_of_following(back_up(10), layer(10, 5, {})), Fields{});
    EXPECT_EQ(faults_of_following(back_up(10), unlimited_layer(10, 5)), Fields{"of"});
    EXPECT_EQ(back_up(10).follows(), "original");
}

}  // namespace
}  // namespace riskpool
