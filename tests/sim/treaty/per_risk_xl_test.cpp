#include "sim/treaty/per_risk_xl.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

static_assert(TreatyKind<PerRiskXl>);

using Numbers = std::vector<double>;

PerRiskXl layer(double limit, double attachment) {
    PerRiskXl treaty;
    treaty.limit = limit;
    treaty.attachment = attachment;
    treaty.unlimited_reinstatements = true;
    return treaty;
}

TEST(PerRiskXl, AppliesToEachRiskOfAnEventAsInIn01) {
    auto const& in = answer("O-IN-01").at("inputs").at("per_risk_xl");
    // what facultative and surplus leave of the three risks: 3, 3.5, 30 - 15 - 11.25
    BlockBuilder builder;
    builder.year().event({{0, 3}, {1, 3.5}, {2, 3.75}});
    const Ceded ceded = cede_treaty(layer(in.at("limit"), in.at("retention")), builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, answer("O-IN-01").at("expected").at("per_risk").get<Numbers>());
    EXPECT_EQ(ceded.claims, Numbers{3});
}

TEST(PerRiskXl, LimitsTheEventAfterTheRisksAsInIn02) {
    PerRiskXl treaty = layer(10, 5);
    treaty.event_limit = 37.5;
    treaty.placed = 0.8;
    BlockBuilder builder;
    builder.year().event({{0, 100}, {1, 100}, {2, 100}, {3, 100}});
    auto const& levels = answer("O-IN-02").at("expected").at("results")[11].at("levels");
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(treaty, builder.build(), wanted);
        EXPECT_DOUBLE_EQ(treaty.placed_part() * ceded.cell[0], levels[0].at("ceded").get<double>());
        EXPECT_EQ(ceded.claims, Numbers{4});
        for (const double row : ceded.row) EXPECT_DOUBLE_EQ(100 - treaty.placed_part() * row, 92.5);
    }
}

TEST(PerRiskXl, SpreadsALimitedEventInProportionToWhatEachRiskCost) {
    PerRiskXl treaty = layer(20, 10);
    treaty.event_limit = 15;
    BlockBuilder builder;
    builder.year().event({{0, 10}, {1, 20}, {2, 100}, {3, 5}});
    EXPECT_EQ(cede_treaty(treaty, builder.build(), Wanted::rows).row, (Numbers{0, 5, 10, 0}));
}

TEST(PerRiskXl, CountsARiskHitTwiceAsTwoLosses) {
    PerRiskXl treaty = layer(20, 10);
    BlockBuilder builder;
    builder.year().event({{0, 25}}).event({{0, 40}, {1, 10}});
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(treaty, builder.build(), wanted);
        EXPECT_EQ(ceded.cell, Numbers{35});
        EXPECT_EQ(ceded.claims, Numbers{2});
        // It can pay without end, so the year counts as exhausted because one risk took the whole limit.
        EXPECT_EQ(ceded.exhausted, Numbers{1});
    }
}

TEST(PerRiskXl, IsNotExhaustedByRisksThatOnlyTogetherCostItsLimit) {
    BlockBuilder builder;
    builder.year().event({{0, 25}, {1, 25}});
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        EXPECT_EQ(cede_treaty(layer(20, 10), builder.build(), wanted).exhausted, Numbers{0});
    }
}

TEST(PerRiskXl, ErodesItsAnnualTermsEventByEvent) {
    PerRiskXl treaty = layer(20, 10);
    treaty.unlimited_reinstatements = false;
    treaty.reinstatements = Numbers{0.5};
    treaty.annual_deductible = 5;
    treaty.premium = 8;
    BlockBuilder builder;
    // costs 10 + 20, then 20, then 1
    builder.year().event({{0, 20}, {1, 60}}).event({{0, 30}}).event({{2, 11}});
    const Ceded ceded = cede_treaty(treaty, builder.build(), Wanted::rows);
    const double part = 25.0 / 30;
    EXPECT_DOUBLE_EQ(ceded.row[0], 10 * part);
    EXPECT_DOUBLE_EQ(ceded.row[1], 20 * part);
    EXPECT_DOUBLE_EQ(ceded.row[2], 15);
    EXPECT_EQ(ceded.row[3], 0);
    EXPECT_EQ(ceded.cell[0], 40);
    EXPECT_DOUBLE_EQ(ceded.reinstatement_premium[0], 4);
    EXPECT_EQ(ceded.exhausted[0], 1);
    EXPECT_EQ(ceded.claims[0], 4);

    treaty.reinstatement_basis = ReinstatementBasis::amount_and_time;  // every event of the builder is at 0.5
    EXPECT_DOUBLE_EQ(cede_treaty(treaty, builder.build(), Wanted::rows).reinstatement_premium[0], 2);
    EXPECT_DOUBLE_EQ(cede_treaty(treaty, builder.build(), Wanted::totals).reinstatement_premium[0], 2);
}

TEST(PerRiskXl, RecoversNothingFromARiskExactlyAtTheAttachmentAndNeverSeesYearlySums) {
    BlockBuilder builder;
    builder.year().event({{0, 10}, {1, 10}}).yearly_sum({{0, 1000}});
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(layer(infinity, 10), builder.build(), wanted);
        EXPECT_EQ(ceded.cell, Numbers{0});
        EXPECT_EQ(ceded.claims, Numbers{0});
        if (wanted == Wanted::rows) {
            EXPECT_EQ(ceded.row, (Numbers{0, 0, 0}));
        }
    }
}

TEST(PerRiskXl, TakesABlockWithoutEvents) {
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        EXPECT_EQ(cede_treaty(layer(20, 10), BlockBuilder().year().year().build(), wanted).cell, (Numbers{0, 0}));
    }
}

TEST(PerRiskXl, PaysFromTheFirstUnitOnceItsAggregateFranchiseIsReached) {
    PerRiskXl treaty = layer(20, 10);
    treaty.annual_deductible = 25;
    treaty.deductible_form = DeductibleForm::franchise;
    BlockBuilder builder;
    builder.year().event({{0, 20}, {1, 12}}).event({{0, 23}}).year().event({{0, 20}, {1, 12}}).event({{0, 22}});
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(treaty, builder.build(), wanted);
        EXPECT_EQ(ceded.cell, (Numbers{25, 0}));
        if (wanted == Wanted::rows) {
            EXPECT_EQ(ceded.row, (Numbers{10, 2, 13, 0, 0, 0}));
        }
    }
}

TEST(PerRiskXl, CoversWhatIsReportedBeforeItsSunset) {
    PerRiskXl treaty = layer(20, 10);
    treaty.sunset = 1;
    BlockBuilder builder;
    builder.year().event({{0, 15}, {1, 40}}, 0.25).event({{0, 15}, {1, 40}}, 0.5);
    LossBlock block = builder.build();
    block.delay = {1.75F, 1.75F};
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(treaty, block, wanted);
        EXPECT_EQ(ceded.cell, Numbers{25});
        EXPECT_EQ(ceded.claims, Numbers{2});
        if (wanted == Wanted::rows) {
            EXPECT_EQ(ceded.row, (Numbers{5, 20, 0, 0}));
        }
    }
    EXPECT_TRUE(treaty.compile(PlainSetting(1).setting).needs_delay());
}

}  // namespace
}  // namespace riskpool
