#include "sim/treaty/stop_loss.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

static_assert(TreatyKind<StopLoss>);

using Numbers = std::vector<double>;

Ceded years_of(StopLoss const& treaty, TreatySetting const& setting, Numbers const& losses) {
    BlockBuilder builder;
    for (const double loss : losses) builder.year().event({{0, loss}});
    return cede(treaty.compile(setting), builder.build(), Wanted::totals);
}

TEST(StopLoss, PaysByRatiosOfTheSubjectPremiumAsInSl01) {
    auto const& in = answer("O-SL-01").at("inputs");
    auto const& out = answer("O-SL-01").at("expected");
    StopLoss treaty;
    treaty.attachment_ratio = in.at("attach").get<double>();
    treaty.limit_ratio = in.at("limit").get<double>();
    treaty.placed = in.at("placed");
    EXPECT_TRUE(faulty_fields(treaty).empty());
    for (std::size_t y = 0; y < in.at("losses").size(); ++y) {
        PlainSetting plain(2);
        const double premium = in.at("subject_premium")[y];
        plain.setting.premium = {0.25 * premium, 0.75 * premium};
        const double loss = in.at("losses")[y];
        const double paid = treaty.placed_part() * years_of(treaty, plain.setting, {loss}).cell[0];
        EXPECT_NEAR(paid, out.at("recoveries")[y].get<double>(), 1e-9);
        EXPECT_NEAR(loss - paid, out.at("net")[y].get<double>(), 1e-9);
        EXPECT_NEAR(treaty.annual_capacity(plain.setting), in.at("limit").get<double>() * premium, 1e-9);
    }
}

TEST(StopLoss, PaysInMoneyWhatTheYearExceedsItsAttachmentBy) {
    StopLoss treaty;
    treaty.attachment = 100;
    treaty.limit = 50;
    const PlainSetting plain(1);
    const Ceded ceded = years_of(treaty, plain.setting, {0, 100, 101, 150, 1000});
    EXPECT_EQ(ceded.cell, (Numbers{0, 0, 1, 50, 50}));
    EXPECT_EQ(ceded.claims, (Numbers{0, 0, 1, 1, 1}));
    EXPECT_EQ(ceded.exhausted, (Numbers{0, 0, 0, 1, 1}));
    treaty.limit = infinity;
    EXPECT_EQ(years_of(treaty, plain.setting, {1000}).cell, Numbers{900});
    EXPECT_EQ(years_of(treaty, plain.setting, {1000}).exhausted, Numbers{0});
}

TEST(StopLoss, SeesYearlySums) {
    StopLoss treaty;
    treaty.attachment = 100;
    treaty.limit = 50;
    const PlainSetting plain(1);
    BlockBuilder builder;
    builder.year().event(70).yearly_sum({{0, 60}});
    EXPECT_EQ(cede(treaty.compile(plain.setting), builder.build(), Wanted::totals).cell, Numbers{30});
}

TEST(StopLoss, PaysNothingByRatiosOfNoPremium) {
    StopLoss treaty;
    treaty.attachment_ratio = 0.8;
    treaty.limit_ratio = infinity;
    PlainSetting plain(1);
    plain.setting.premium[0] = 0;
    const Ceded ceded = years_of(treaty, plain.setting, {10});
    EXPECT_EQ(ceded.cell, Numbers{0});
    EXPECT_EQ(ceded.claims, Numbers{0});
}

TEST(StopLoss, AsksForExactlyOnePairOfTerms) {
    using Fields = std::vector<std::string>;
    StopLoss treaty;
    EXPECT_EQ(faulty_fields(treaty), (Fields{"attachment", "limit"}));
    treaty.limit = 50;
    EXPECT_EQ(faulty_fields(treaty), Fields{"attachment"});
    treaty.attachment = 0;
    EXPECT_EQ(faulty_fields(treaty), Fields{});
    treaty.limit_ratio = 0.5;
    EXPECT_EQ(faulty_fields(treaty), Fields{"limit_ratio"});
    treaty = {};
    treaty.attachment_ratio = 0.9;
    EXPECT_EQ(faulty_fields(treaty), Fields{"limit_ratio"});
    treaty.limit_ratio = 0.5;
    EXPECT_EQ(faulty_fields(treaty), Fields{});
}

TEST(StopLoss, LeavesTheCoinsuranceOfEachRecoveryWithTheCedent) {
    StopLoss treaty;
    treaty.attachment = 100;
    treaty.limit = 50;
    treaty.coinsurance = 0.25;
    EXPECT_TRUE(faulty_fields(treaty).empty());
    const PlainSetting plain(1);
    const Ceded ceded = years_of(treaty, plain.setting, {100, 120, 150, 1000});
    EXPECT_EQ(ceded.cell, (Numbers{0, 15, 37.5, 37.5}));
    EXPECT_EQ(ceded.exhausted, (Numbers{0, 0, 1, 1}));
    EXPECT_EQ(treaty.annual_capacity(plain.setting), 37.5);
    // 90 % placed of a treaty is not the same term, and both apply
    auto const& in = answer("O-SL-01").at("inputs");
    treaty = {};
    treaty.attachment_ratio = in.at("attach").get<double>();
    treaty.limit_ratio = in.at("limit").get<double>();
    treaty.coinsurance = 1 - in.at("placed").get<double>();
    PlainSetting premium(1);
    for (std::size_t y = 0; y < in.at("losses").size(); ++y) {
        premium.setting.premium[0] = in.at("subject_premium")[y];
        EXPECT_NEAR(years_of(treaty, premium.setting, {in.at("losses")[y].get<double>()}).cell[0],
                    answer("O-SL-01").at("expected").at("recoveries")[y].get<double>(), 1e-9);
    }
}

/// With an event threshold the treaty is shown the events.
Ceded cede_events(StopLoss const& treaty, LossBlock const& block) {
    const PlainSetting plain(4);
    const StopLoss::Plan plan = treaty.compile(plain.setting);
    EXPECT_TRUE(plan.needs_events());
    const SubjectColumns columns(block);
    const std::size_t cells = block.cells.size();
    Ceded ceded{Numbers(block.rows(), -1), Numbers(cells, -1), Numbers(cells, 0), Numbers(cells, -1),
                Numbers(cells, -1)};
    Cession cession{ceded.row, ceded.cell, ceded.reinstatement_premium, ceded.claims, ceded.exhausted};
    plan.cede_events({block, block.loss, columns.risk, columns.event, columns.cell}, cession);
    const Ceded rows = ceded;
    cession.row_recovery = {};
    plan.cede_events({block, block.loss, columns.risk, columns.event, columns.cell}, cession);
    EXPECT_EQ(ceded.cell, rows.cell);
    return rows;
}

TEST(StopLoss, CountsOnlyEventsFromItsEventThresholdOn) {
    StopLoss treaty;
    treaty.attachment = 40;
    treaty.limit = 50;
    EXPECT_FALSE(treaty.compile(PlainSetting(1).setting).needs_events());
    treaty.event_threshold = 10;
    EXPECT_TRUE(faulty_fields(treaty).empty());
    BlockBuilder builder;
    builder.year().event(9).event({{0, 10}, {1, 40}}).yearly_sum({{0, 500}}).event({{2, 30}});
    builder.year().event(9).event(9);
    // 50 + 30 count: 40 of 80 is recovered, half of what counts
    const Ceded whole = cede_events(treaty, builder.build());
    EXPECT_EQ(whole.cell, (Numbers{40, 0}));
    EXPECT_EQ(whole.row, (Numbers{0, 5, 20, 0, 15, 0, 0}));
    EXPECT_EQ(whole.claims, (Numbers{1, 0}));
    EXPECT_EQ(whole.exhausted, (Numbers{0, 0}));
    // 40 + 20 count: 20 of 60
    treaty.threshold_form = ThresholdForm::deductible;
    const Ceded above = cede_events(treaty, builder.build());
    EXPECT_EQ(above.cell, (Numbers{20, 0}));
    EXPECT_DOUBLE_EQ(above.row[1] + above.row[2], 20 * 40 / 60.0);
    EXPECT_DOUBLE_EQ(above.row[4], 20 * 20 / 60.0);
    treaty.coinsurance = 0.5;
    EXPECT_EQ(cede_events(treaty, builder.build()).cell, (Numbers{10, 0}));
}

TEST(StopLoss, TakesItsRatiosAsFractions) {
    for_each_field<StopLoss>([](auto const& field) {
        if (field.name.ends_with("_ratio")) {
            EXPECT_EQ(field.unit, Unit::fraction);
        }
    });
}

}  // namespace
}  // namespace riskpool
