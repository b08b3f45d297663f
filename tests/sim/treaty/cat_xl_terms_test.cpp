// The terms that decide how an event counts for a CatXl, and when.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/treaty/cat_xl.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/cat_layers.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

TEST(CatXl, PaysOnlyEventsThatHitAsManyRisksAsItsWarrantyAsks) {
    CatXl treaty = unlimited_layer(100, 10);
    treaty.minimum_risks = 2;
    BlockBuilder builder;
    builder.year().event({{0, 50}}).event({{0, 50}, {1, 0}}).event({{0, 50}, {1, 1}}).event({{0, 5}, {1, 4}, {2, 3}});
    builder.yearly_sum({{0, 50}, {1, 50}});
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(treaty, builder.build(), wanted);
        EXPECT_EQ(ceded.cell, Numbers{43});
        EXPECT_EQ(ceded.claims, Numbers{2});
    }
    treaty.minimum_risks = 4;
    EXPECT_EQ(cede_treaty(treaty, builder.build(), Wanted::rows).cell, Numbers{0});
}

TEST(CatXl, CountsEachRiskUpToTheMostAnyOneMayBe) {
    CatXl treaty = unlimited_layer(20, 10);
    treaty.any_one_risk = 8;
    BlockBuilder builder;
    builder.year().event({{0, 100}}).event({{0, 100}, {1, 4}}).event({{0, 8}, {1, 9}, {2, 40}, {3, 500}});
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(treaty, builder.build(), wanted);
        EXPECT_EQ(ceded.cell, Numbers{0 + 2 + 20});
        EXPECT_EQ(ceded.claims, Numbers{2});
        EXPECT_EQ(ceded.exhausted, Numbers{1});
        if (wanted == Wanted::rows) {
            const Numbers expected{0, 2 * 8 / 12.0, 2 * 4 / 12.0, 5, 5, 5, 5};
            for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_DOUBLE_EQ(ceded.row[i], expected[i]);
        }
    }
}

TEST(CatXl, AttachesLowerForTheSecondQualifyingEvent) {
    CatXl treaty = unlimited_layer(100, 50);
    treaty.attachments = {50, 30, 20};
    treaty.qualifying_threshold = 40;
    EXPECT_TRUE(faulty_fields(treaty).empty());
    // 39 does not qualify, 45 does without reaching the first attachment; 35 would reach the third, and does not
    // qualify
    const Ceded ceded = year_of(treaty, {39, 45, 60, 35, 40, 200});
    EXPECT_EQ(ceded.row, (Numbers{0, 0, 30, 0, 20, 100}));
    EXPECT_EQ(ceded.claims, Numbers{3});
    EXPECT_EQ(ceded.exhausted, Numbers{1});
    EXPECT_TRUE(treaty.compile(PlainSetting(1).setting).needs_time());  // the order of events changes the total
    EXPECT_EQ(cede_treaty(treaty, one_year({39, 45, 60, 35, 40, 200}), Wanted::totals).cell, ceded.cell);
    // without a threshold every event with a loss counts
    treaty.qualifying_threshold = 0;
    EXPECT_EQ(year_of(treaty, {0, 39, 45}).row, (Numbers{0, 0, 15}));
}

TEST(CatXl, MovesAllItsAttachmentsWithTheIndex) {
    CatXl treaty = unlimited_layer(100, 50);
    treaty.attachments = {50, 30};
    treaty.index_clause = IndexClause{IndexForm::full, 0, {2.0}, {1.0}, false};
    EXPECT_EQ(year_of(treaty, {110, 110}).row, (Numbers{10, 50}));
}

TEST(CatXl, PaysFromTheFirstUnitOnceItsAggregateFranchiseIsReached) {
    CatXl treaty = layer(20, 10, {1.0, 1.0}, 6);
    treaty.annual_deductible = 35;
    treaty.deductible_form = DeductibleForm::franchise;
    EXPECT_TRUE(faulty_fields(treaty).empty());
    // layer losses 15, 19, 1, 20, 20 of which the first three reach the franchise exactly; 60 in all
    const Ceded ceded = year_of(treaty, {25, 29, 11, 30, 90});
    EXPECT_EQ(ceded.cell, Numbers{60});
    EXPECT_EQ(ceded.row, (Numbers{15, 19, 1, 20, 5}));
    EXPECT_EQ(ceded.claims, Numbers{5});
    EXPECT_EQ(ceded.reinstatement_premium, Numbers{12});
    // below it, nothing: not even by row
    const Ceded below = year_of(treaty, {25, 29});
    EXPECT_EQ(below.cell, Numbers{0});
    EXPECT_EQ(below.row, (Numbers{0, 0}));
    EXPECT_EQ(below.reinstatement_premium, Numbers{0});
    EXPECT_EQ(cede_treaty(treaty, one_year({25, 29}), Wanted::totals).cell, Numbers{0});
    EXPECT_EQ(cede_treaty(treaty, one_year({25, 29, 11}), Wanted::totals).cell, Numbers{35});
}

TEST(CatXl, ChargesReinstatementsOfAFranchiseOnTheDateOnWhichItIsReached) {
    CatXl treaty = layer(20, 0, {1.0}, 8);
    treaty.annual_deductible = 15;
    treaty.deductible_form = DeductibleForm::franchise;
    treaty.reinstatement_basis = ReinstatementBasis::amount_and_time;
    BlockBuilder builder;
    builder.year().event(10, 0.25).event(10, 0.5);
    // 20 fall due at half of the year: one limit for 8, half of which is left
    EXPECT_EQ(cede_treaty(treaty, builder.build(), Wanted::rows).reinstatement_premium, Numbers{4});
    EXPECT_EQ(cede_treaty(treaty, builder.build(), Wanted::rows).row, (Numbers{10, 10}));
}

TEST(CatXl, NeverPaysAFranchiseOfInfinity) {
    CatXl treaty = unlimited_layer(20, 0);
    treaty.annual_deductible = infinity;
    treaty.deductible_form = DeductibleForm::franchise;
    EXPECT_EQ(year_of(treaty, {100}).row, Numbers{0});
    EXPECT_EQ(year_of(treaty, {100}).cell, Numbers{0});
}

/// Cells of `years` one after another are the years of one trial; events carry the years until they are reported.
struct Reported {
    double time, after, loss;
};
LossBlock trial_of(std::vector<std::vector<Reported>> const& years) {
    BlockBuilder builder;
    std::vector<float> delay;
    for (auto const& year : years) {
        builder.year();
        for (auto const& event : year) {
            builder.event(event.loss, event.time);
            delay.push_back(static_cast<float>(event.after));
        }
    }
    LossBlock block = builder.build();
    block.cells = {0, 1, static_cast<std::uint32_t>(years.size())};
    block.delay = delay;
    return block;
}

TEST(CatXl, CoversWhatIsReportedBeforeItsSunsetAsInSs01) {
    auto const& in = answer("O-SS-01").at("inputs");
    const auto end = static_cast<std::size_t>(in.at("treaty_end").get<double>());
    std::vector<std::vector<Reported>> years(end);
    Numbers expected;
    for (std::size_t k = 0; k < in.at("claims").size(); ++k) {
        auto const& claim = in.at("claims")[k];
        const double date = claim.at("occ");
        const auto year = static_cast<std::size_t>(date);
        const double recovery = answer("O-SS-01").at("expected").at("recoveries")[k];
        if (year >= end) {  // no year of the run, so no loss of the treaty
            EXPECT_EQ(recovery, 0);
            continue;
        }
        years[year].push_back(
            {date - static_cast<double>(year), claim.at("rep").get<double>() - date, claim.at("loss")});
    }
    expected = {4, 0, 7};  // in order of date: the first claim, the third, the second
    EXPECT_EQ(answer("O-SS-01").at("expected").at("recoveries").get<Numbers>(), (Numbers{4, 7, 0, 0}));
    CatXl treaty = unlimited_layer(in.at("limit"), in.at("retention"));
    treaty.sunset = in.at("sunset_years");
    EXPECT_EQ(cede_treaty(treaty, trial_of(years), Wanted::rows).row, expected);
    EXPECT_EQ(cede_treaty(treaty, trial_of(years), Wanted::totals).cell, expected);
}

TEST(CatXl, CountsItsSunsetFromTheEndOfTheYearsCover) {
    CatXl treaty = unlimited_layer(20, 10);
    treaty.sunset = 2;
    const PlainSetting plain(1);
    EXPECT_TRUE(treaty.compile(plain.setting).needs_delay());
    EXPECT_TRUE(treaty.compile(plain.setting).needs_time());
    EXPECT_FALSE(unlimited_layer(20, 10).compile(plain.setting).needs_delay());
    // on the last day, which no rounding of dates may take away; a day later; at once
    const LossBlock block = trial_of({{{0.3, 2.7, 15}, {0.3, 2.703, 15}, {0.9, 0, 15}}, {{0.4, 2.6, 15}}});
    EXPECT_EQ(cede_treaty(treaty, block, Wanted::rows).row, (Numbers{5, 0, 5, 5}));
    treaty.sunset = 0;
    EXPECT_EQ(cede_treaty(treaty, block, Wanted::rows).row, (Numbers{0, 0, 5, 0}));
}

TEST(CatXl, RefusesTermsThatWouldNotBeRead) {
    using Fields = std::vector<std::string>;
    CatXl treaty = layer(20, 10, {});
    treaty.qualifying_threshold = 5;
    EXPECT_EQ(faulty_fields(treaty), Fields{"qualifying_threshold"});
    treaty.attachments = {12, 5};
    EXPECT_EQ(faulty_fields(treaty), Fields{"attachments"});
    treaty.attachments = {10, 5, 6};
    EXPECT_EQ(faulty_fields(treaty), Fields{"attachments"});
    treaty.attachments = {10, 5, 5};
    EXPECT_EQ(faulty_fields(treaty), Fields{});
    treaty.deductible_form = DeductibleForm::franchise;
    EXPECT_EQ(faulty_fields(treaty), Fields{"deductible_form"});
}

}  // namespace
}  // namespace riskpool
