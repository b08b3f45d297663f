#include "sim/treaty/stop_loss.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

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

}  // namespace
}  // namespace riskpool
