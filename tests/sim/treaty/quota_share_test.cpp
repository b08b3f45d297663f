#include "sim/treaty/quota_share.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;

QuotaShare share(double cession, double risk_limit = infinity, double event_limit = infinity) {
    QuotaShare treaty;
    treaty.cession = cession;
    treaty.risk_limit = risk_limit;
    treaty.event_limit = event_limit;
    return treaty;
}

TEST(QuotaShare, LimitsEachEventOnTheCededAmountAsInQs01) {
    auto const& in = answer("O-QS-01").at("inputs");
    auto const& out = answer("O-QS-01").at("expected");
    const QuotaShare treaty = share(in.at("cession"), infinity, in.at("event_limit_on_ceded"));
    BlockBuilder builder;
    for (auto const& losses : in.at("event_losses")) {
        builder.year();
        for (auto const& loss : losses) builder.event(loss.get<double>());
    }
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(treaty, builder.build(), wanted);
        for (std::size_t y = 0; y < ceded.cell.size(); ++y) {
            EXPECT_DOUBLE_EQ(ceded.cell[y], out.at("ceded_loss_after_event_limit")[y].get<double>());
        }
    }
    for (std::size_t y = 0; y < in.at("gross_premium").size(); ++y) {
        PlainSetting plain(1);
        plain.setting.premium[0] = in.at("gross_premium")[y];
        EXPECT_DOUBLE_EQ(treaty.ceded_share(plain.setting)[0] * plain.setting.premium[0],
                         out.at("ceded_premium")[y].get<double>());
    }
}

TEST(QuotaShare, AppliesShareThenRiskLimitThenEventLimitAsInIn02) {
    auto const& programmes = answer("O-IN-02").at("inputs").at("programmes");
    auto const& results = answer("O-IN-02").at("expected").at("results");
    BlockBuilder builder;
    builder.year().event({{0, 100}, {1, 100}, {2, 100}, {3, 100}});
    for (const std::size_t p : {4U, 5U, 10U}) {  // plain, with a risk limit, with an event limit and part placed
        auto const& terms = programmes[p].at("inuring_levels")[0][0];
        QuotaShare treaty =
            share(terms.at("ceded"), terms.value("risk_limit", infinity), terms.value("occ_limit", infinity));
        treaty.placed = terms.value("placed", 1.0);
        const Ceded ceded = cede_treaty(treaty, builder.build(), Wanted::rows);
        auto const& level = results[p].at("levels")[0];
        EXPECT_DOUBLE_EQ(treaty.placed_part() * ceded.cell[0], level.at("ceded").get<double>());
        for (std::size_t i = 0; i < ceded.row.size(); ++i) {
            EXPECT_DOUBLE_EQ(100 - treaty.placed_part() * ceded.row[i], level.at("net_by_location")[i].get<double>());
        }
    }
}

TEST(QuotaShare, CedesRiskLimitsPerPolicyAsInIn02) {
    // policies are the risks of this programme: two rows of 200; 50 % limited to 50 each, 90 for the event, 80 % placed
    QuotaShare treaty = share(0.5, 50, 90);
    treaty.placed = 0.8;
    BlockBuilder builder;
    builder.year().event({{0, 200}, {1, 200}});
    const Ceded ceded = cede_treaty(treaty, builder.build(), Wanted::totals);
    EXPECT_DOUBLE_EQ(treaty.placed_part() * ceded.cell[0],
                     answer("O-IN-02").at("expected").at("results")[9].at("levels")[0].at("ceded").get<double>());
}

TEST(QuotaShare, FallsBackOnRowsInProportionToWhatTheyCededBeforeTheEventLimit) {
    // ceded 10 (of 40, limited), 5 and 0 of 15 in all, of which 6 is paid
    BlockBuilder builder;
    builder.year().event({{0, 40}, {1, 10}, {2, 0}});
    const Ceded ceded = cede_treaty(share(0.5, 10, 6), builder.build(), Wanted::rows);
    EXPECT_DOUBLE_EQ(ceded.row[0], 4);
    EXPECT_DOUBLE_EQ(ceded.row[1], 2);
    EXPECT_EQ(ceded.row[2], 0);
    EXPECT_EQ(ceded.cell[0], 6);
}

TEST(QuotaShare, CedesYearlySumsWithoutAnyLimitAndDoesNotCountThem) {
    BlockBuilder builder;
    builder.year().yearly_sum({{0, 1000}, {1, 600}}).event({{0, 100}}).event({{1, 0}});
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded limited = cede_treaty(share(0.5, 20, 15), builder.build(), wanted);
        EXPECT_EQ(limited.cell, Numbers{500 + 300 + 15});
        EXPECT_EQ(limited.claims, Numbers{1});
        EXPECT_EQ(limited.exhausted, Numbers{0});
        if (wanted == Wanted::rows) {
            EXPECT_EQ(limited.row, (Numbers{500, 300, 15, 0}));
        }
        const Ceded unlimited = cede_treaty(share(0.5), builder.build(), wanted);
        EXPECT_EQ(unlimited.cell, Numbers{850});
        EXPECT_EQ(unlimited.claims, Numbers{1});
        EXPECT_EQ(unlimited.exhausted, Numbers{0});
    }
}

TEST(QuotaShare, CedesNothingWithAShareOfZero) {
    BlockBuilder builder;
    builder.year().event({{0, 100}});
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(share(0), builder.build(), wanted);
        EXPECT_EQ(ceded.cell, Numbers{0});
        EXPECT_EQ(ceded.claims, Numbers{0});
    }
}

TEST(QuotaShare, TakesABlockWithoutEvents) {
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        EXPECT_EQ(cede_treaty(share(0.5, 10), BlockBuilder().year().year().build(), wanted).cell, (Numbers{0, 0}));
        EXPECT_EQ(cede_treaty(share(0.5), BlockBuilder().year().year().build(), wanted).cell, (Numbers{0, 0}));
    }
}

}  // namespace
}  // namespace riskpool
