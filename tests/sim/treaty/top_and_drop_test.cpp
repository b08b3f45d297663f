#include "sim/treaty/top_and_drop.hpp"

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

static_assert(TreatyKind<TopAndDrop>);

TopAndDrop top_and_drop(double limit, double attachment) {
    TopAndDrop treaty;
    treaty.under = "under";
    treaty.limit = limit;
    treaty.attachment = attachment;
    return treaty;
}

TEST(TopAndDrop, PaysOnTopAndInPlaceOfTheLayerUnderItAsInXl05) {
    auto const& in = answer("O-XL-05").at("inputs");
    auto const& out = answer("O-XL-05").at("expected");
    const CatXl under = layer(in.at("under").at("limit"), in.at("under").at("retention"), {});
    const TopAndDrop treaty = top_and_drop(in.at("topdrop").at("limit"), in.at("topdrop").at("top_attach"));
    EXPECT_EQ(under.attachment, in.at("topdrop").at("drop_attach").get<double>());
    EXPECT_TRUE(faults_of_following(treaty, under).empty());
    const LossBlock block = one_year(in.at("events").get<Numbers>());
    const Ceded first = cede_treaty(under, block, Wanted::rows);
    const Ceded second = cede_following(treaty, under, block, Wanted::rows);
    EXPECT_EQ(first.row, out.at("under").get<Numbers>());
    EXPECT_EQ(second.row, out.at("topdrop").get<Numbers>());
    for (std::size_t k = 0; k < block.loss.size(); ++k) {
        EXPECT_EQ(block.loss[k] - first.row[k] - second.row[k], out.at("net")[k].get<double>());
    }
    EXPECT_EQ(second.claims, Numbers{2});
    EXPECT_EQ(second.exhausted, Numbers{1});
    EXPECT_EQ(cede_following(treaty, under, block, Wanted::totals).cell, second.cell);
}

TEST(TopAndDrop, PaysOnTopAsLongAsTheLayerUnderItPays) {
    // 50, 60 and 200 all take the layer under it whole; 10 and 20 remain above
    const Ceded ceded =
        cede_following(top_and_drop(20, 50), layer(30, 20, {0, 0}), one_year({50, 60, 200}), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{0, 10, 10}));
}

TEST(TopAndDrop, PaysTheFormulaEventByEvent) {
    std::mt19937_64 random(11);
    auto number = [&](double high) { return high * static_cast<double>(random() >> 11) * 0x1p-53; };
    for (int k = 0; k < 200; ++k) {
        const CatXl under = layer(1 + number(40), number(30), Numbers(random() % 3, 0.0));
        const TopAndDrop treaty = top_and_drop(1 + number(60), under.attachment + under.limit);
        Numbers losses(random() % 12);
        for (double& loss : losses) loss = number(120);
        const Ceded first = cede_treaty(under, one_year(losses), Wanted::rows);
        const Ceded second = cede_following(treaty, under, one_year(losses), Wanted::rows);
        double remaining = treaty.limit;
        for (std::size_t e = 0; e < losses.size(); ++e) {
            const double reach =
                std::max(std::min(losses[e], treaty.attachment + treaty.limit) - under.attachment, 0.0);
            const double pays = std::min(remaining, std::max(reach - first.row[e], 0.0));
            remaining -= pays;
            ASSERT_NEAR(second.row[e], pays, 1e-9) << "try " << k;
            ASSERT_LE(first.row[e] + second.row[e], std::max(losses[e] - under.attachment, 0.0) + 1e-9);
        }
    }
}

// Tenths are not binary fractions: three of them use up 0.3 only up to rounding, which is no claim.
TEST(TopAndDrop, CountsNoClaimForWhatOnlyRoundingLeaves) {
    const Ceded ceded =
        cede_following(top_and_drop(1, 0.4), layer(0.1, 0.3, {0, 0}), one_year({0.4, 0.4, 0.4}), Wanted::rows);
    EXPECT_EQ(ceded.claims, Numbers{0});
    EXPECT_EQ(ceded.row, (Numbers{0, 0, 0}));
}

TEST(TopAndDrop, MovesWithTheIndexOfTheLayerUnderIt) {
    CatXl under = layer(30, 20, {});
    under.index_clause = IndexClause{IndexForm::full, 0, {1.5}, {1.0}, false};
    // 30 to 60, then on top from 60
    EXPECT_EQ(cede_following(top_and_drop(25, 50), under, one_year({70, 40}), Wanted::rows).row, (Numbers{10, 10}));
}

TEST(TopAndDrop, LeavesOutWhatTheLayerUnderItDoesNotCoverByItsSunset) {
    CatXl under = layer(30, 20, {});
    under.sunset = 1;
    LossBlock block = one_year({70, 70});
    block.delay = {5, 0};
    EXPECT_EQ(cede_following(top_and_drop(25, 50), under, block, Wanted::rows).row, (Numbers{0, 20}));
    EXPECT_TRUE(compile_following(top_and_drop(25, 50), under).needs_delay());
}

TEST(TopAndDrop, MustLieOnTopOfALayerThatCanBeUsedUp) {
    using Fields = std::vector<std::string>;
    EXPECT_EQ(faulty_fields(top_and_drop(25, 50)), Fields{});
    EXPECT_EQ(faults_of_following(top_and_drop(25, 50), layer(30, 20, {})), Fields{});
    EXPECT_EQ(faults_of_following(top_and_drop(25, 51), layer(30, 20, {})), Fields{"attachment"});
    EXPECT_EQ(faults_of_following(top_and_drop(25, 50), unlimited_layer(30, 20)), Fields{"under"});
    EXPECT_EQ(top_and_drop(25, 50).follows(), "under");
}

}  // namespace
}  // namespace riskpool
