#include "sim/treaty/drop_down.hpp"

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

static_assert(TreatyKind<DropDown>);

DropDown drop_down(double limit, Numbers prices, double premium = 0) {
    DropDown treaty;
    treaty.above = "below";
    treaty.limit = limit;
    treaty.reinstatements = std::move(prices);
    treaty.premium = premium;
    return treaty;
}

TEST(DropDown, AttachesWhereTheLayerBelowStopsPayingAsInXl04) {
    auto const& in = answer("O-XL-04").at("inputs");
    auto const& out = answer("O-XL-04").at("expected");
    auto prices = [](nlohmann::json const& terms) {
        return Numbers(terms.at("reinstatements").get<std::size_t>(), 0.0);
    };
    auto const& lower = in.at("layer1");
    auto const& upper = in.at("layer2_dropdown");
    const CatXl below = layer(lower.at("limit"), lower.at("retention"), prices(lower));
    const LossBlock block = one_year(in.at("events").get<Numbers>());
    const Ceded first = cede_treaty(below, block, Wanted::rows);
    const Ceded second = cede_following(drop_down(upper.at("limit"), prices(upper)), below, block, Wanted::rows);
    EXPECT_EQ(first.row, out.at("layer1").get<Numbers>());
    EXPECT_EQ(second.row, out.at("layer2").get<Numbers>());
    for (std::size_t k = 0; k < block.loss.size(); ++k) {
        EXPECT_EQ(block.loss[k] - first.row[k] - second.row[k], out.at("net")[k].get<double>());
    }
    EXPECT_EQ(second.claims, Numbers{4});
    EXPECT_EQ(second.exhausted, Numbers{1});
}

TEST(DropDown, IsTheOrdinaryUpperLayerAsLongAsTheOneBelowCanPayItsLimit) {
    const CatXl below = unlimited_layer(20, 10);
    const LossBlock block = one_year({35, 28, 50, 26, 60});
    EXPECT_EQ(cede_following(drop_down(30, {0, 0}), below, block, Wanted::rows).row,
              cede_treaty(layer(30, 30, {0, 0}), block, Wanted::rows).row);
    EXPECT_FALSE(compile_following(drop_down(30, {0, 0}), below).needs_time());
}

TEST(DropDown, LeavesNothingUnpaidBetweenTheTwoUntilItsOwnLimitIsUsedUp) {
    std::mt19937_64 random(3);
    auto number = [&](double high) { return high * static_cast<double>(random() >> 11) * 0x1p-53; };
    for (int k = 0; k < 200; ++k) {
        CatXl below = layer(1 + number(40), number(30), Numbers(random() % 3, 0.5));
        if (random() % 2 == 0) below.annual_deductible = number(30);
        const DropDown treaty = drop_down(1 + number(60), Numbers(random() % 3, 1.0), 7);
        Numbers losses(random() % 12);
        for (double& loss : losses) loss = number(120);
        const Ceded first = cede_treaty(below, one_year(losses), Wanted::rows);
        const Ceded second = cede_following(treaty, below, one_year(losses), Wanted::rows);
        // event by event: R1 before it, then both running totals
        double cost_below = 0;
        double recovered_below = 0;
        double cost = 0;
        double recovered = 0;
        const double capacity_below = below.annual_capacity();
        for (std::size_t e = 0; e < losses.size(); ++e) {
            const double free = std::min(below.limit, capacity_below - recovered_below);
            cost_below += std::clamp(losses[e] - below.attachment, 0.0, below.limit);
            recovered_below = std::clamp(cost_below - below.annual_deductible, 0.0, capacity_below);
            cost += std::clamp(losses[e] - below.attachment - free, 0.0, treaty.limit);
            const double before = recovered;
            recovered = std::min(cost, treaty.annual_capacity());
            ASSERT_NEAR(second.row[e], recovered - before, 1e-9) << "try " << k;
            ASSERT_LE(first.row[e] + second.row[e], std::max(losses[e] - below.attachment, 0.0) + 1e-9);
        }
        ASSERT_NEAR(second.cell[0], recovered, 1e-9);
        ASSERT_EQ(cede_following(treaty, below, one_year(losses), Wanted::totals).cell, second.cell);
    }
}

TEST(DropDown, ChargesItsOwnReinstatementsByDate) {
    DropDown treaty = drop_down(10, {1.0}, 8);
    treaty.reinstatement_basis = ReinstatementBasis::amount_and_time;
    BlockBuilder builder;
    builder.year().event(30, 0.25).event(15, 0.75);
    // the layer below pays 10 of the first event and is used up; the second falls to this layer from 10 on
    const Ceded ceded = cede_following(treaty, layer(10, 10, {}), builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{10, 5}));
    EXPECT_EQ(ceded.reinstatement_premium, Numbers{8 * 0.75 * 1.0});
}

TEST(DropDown, SharesTheIndexClauseAndTheSunsetOfTheLayerBelow) {
    CatXl below = layer(20, 10, {});
    below.index_clause = IndexClause{IndexForm::full, 0, {2.0}, {1.0}, false};
    EXPECT_EQ(cede_following(drop_down(30, {}), below, one_year({45, 30}), Wanted::rows).row, (Numbers{5, 10}));
    below = layer(20, 10, {});
    below.sunset = 1;
    LossBlock block = one_year({45, 45});
    block.delay = {5, 0};
    EXPECT_EQ(cede_following(drop_down(30, {}), below, block, Wanted::rows).row, (Numbers{0, 15}));
    EXPECT_TRUE(compile_following(drop_down(30, {}), below).needs_delay());
}

TEST(DropDown, SpreadsOverRowsAndStartsEveryYearAfresh) {
    BlockBuilder builder;
    builder.year().event({{0, 30}, {1, 10}}).event({{0, 5}, {1, 15}}).yearly_sum({{0, 500}});
    builder.year().event({{1, 40}});
    const Ceded ceded = cede_following(drop_down(30, {}), layer(20, 10, {}), builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{7.5, 2.5, 2.5, 7.5, 0, 10}));
    EXPECT_EQ(ceded.cell, (Numbers{20, 10}));
}

TEST(DropDown, PaysNothingWithoutALayerToFollow) {
    const PlainSetting plain(1);
    EXPECT_EQ(cede(drop_down(30, {}).compile(plain.setting), one_year({1000}), Wanted::rows).row, Numbers{0});
}

TEST(DropDown, NamesTheLayerThatItFollowsAndSaysWhichItCannotFollow) {
    using Fields = std::vector<std::string>;
    const DropDown treaty = drop_down(30, {});
    EXPECT_EQ(treaty.follows(), "below");
    EXPECT_EQ(faulty_fields(treaty), Fields{});
    EXPECT_EQ(faults_of_following(treaty, layer(20, 10, {})), Fields{});
    EXPECT_EQ(faults_of_following(treaty, unlimited_layer(20, 10)), Fields{});
    CatXl below = layer(20, 10, {});
    below.covers.sector = "drones";
    EXPECT_EQ(faults_of_following(treaty, below), Fields{"above"});
    for (int term = 0; term < 5; ++term) {
        below = layer(20, 10, {});
        if (term == 0) below.minimum_risks = 2;
        if (term == 1) below.any_one_risk = 5;
        if (term == 2) below.attachments = {10, 5};
        if (term == 3) below.hours = 72;
        if (term == 4) below.deductible_form = DeductibleForm::franchise;
        EXPECT_EQ(faults_of_following(treaty, below), Fields{"above"}) << term;
    }
}

}  // namespace
}  // namespace riskpool
