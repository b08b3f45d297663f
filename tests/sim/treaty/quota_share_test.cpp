#include "sim/treaty/quota_share.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
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

static_assert(TreatyKind<QuotaShare>);

/// Ceded with the column of what the year ceded before corridor and cap.
struct CededYears : Ceded {
    Numbers before;
};

CededYears cede_years(QuotaShare const& treaty, TreatySetting const& setting, LossBlock const& block, Wanted wanted) {
    const SubjectColumns columns(block);
    const std::size_t cells = block.cells.size();
    CededYears ceded;
    ceded.cell = ceded.claims = ceded.exhausted = ceded.before = Numbers(cells, -1.0);
    ceded.reinstatement_premium = Numbers(cells);
    if (wanted == Wanted::rows) ceded.row = Numbers(block.rows(), -1.0);
    Cession cession{ceded.row, ceded.cell, ceded.reinstatement_premium, ceded.claims, ceded.exhausted, ceded.before};
    treaty.compile(setting).cede(Subject{block, block.loss, columns.risk, columns.event, columns.cell}, cession);
    return ceded;
}

TEST(QuotaShare, TakesTheYearsLossesThroughCorridorAndCapAsWorkedInItsDocumentation) {
    // 40 % with 30 for an event; premium 100, so that 40 are ceded: corridor of 75 % from 32 to 38, cap 52
    QuotaShare treaty = share(0.4, infinity, 30);
    treaty.corridor = LossCorridor{0.8, 0.95, 0.75};
    treaty.loss_ratio_cap = 1.3;
    PlainSetting plain(2);
    plain.setting.premium = {40, 60};
    BlockBuilder builder;
    builder.year().event(30).event(90);
    builder.year().event({{0, 60}, {1, 30}}).event(90).event({{1, 90}});
    builder.year().event(20);
    const CededYears ceded = cede_years(treaty, plain.setting, builder.build(), Wanted::rows);
    const Numbers before{42, 90, 8}, cell{37.5, 52, 8};
    for (std::size_t c = 0; c < 3; ++c) {
        EXPECT_NEAR(ceded.before[c], before[c], 1e-12);
        EXPECT_NEAR(ceded.cell[c], cell[c], 1e-12);
    }
    EXPECT_EQ(ceded.exhausted, (Numbers{0, 1, 0}));
    EXPECT_EQ(ceded.claims, (Numbers{2, 3, 1}));
    const double first = 37.5 / 42, second = 52.0 / 90;
    const Numbers row{12 * first, 30 * first, 20 * second, 10 * second, 30 * second, 30 * second, 8};
    for (std::size_t i = 0; i < row.size(); ++i) EXPECT_NEAR(ceded.row[i], row[i], 1e-12);
    EXPECT_EQ(treaty.annual_capacity(plain.setting), 52);
}

TEST(QuotaShare, AgreesWithAPlainReferenceOnRandomTermsAndYears) {
    std::mt19937 random(11);
    auto const number = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    auto const maybe = [&](double low, double high) { return number(0, 1) < 0.5 ? infinity : number(low, high); };
    for (int k = 0; k < 300; ++k) {
        QuotaShare treaty = share(number(0.05, 1), maybe(1, 30), maybe(5, 60));
        if (number(0, 1) < 0.7) {
            treaty.corridor = LossCorridor{number(0, 1), 0, number(0, 1)};
            treaty.corridor->to = treaty.corridor->from + maybe(0.1, 2);
        }
        treaty.loss_ratio_cap = maybe(0.2, 3);
        PlainSetting plain(3);
        for (double& premium : plain.setting.premium) premium = number(1, 60);
        std::vector<std::vector<std::vector<Row>>> years(4);
        BlockBuilder builder;
        for (auto& year : years) {
            builder.year();
            year.resize(random() % 4);
            for (auto& event : year) {
                for (std::size_t i = 0; i <= random() % 3; ++i) event.push_back({i, number(0, 60)});
                builder.event(event);
            }
        }
        const LossBlock block = builder.build();
        const CededYears rows = cede_years(treaty, plain.setting, block, Wanted::rows);
        const CededYears totals = cede_years(treaty, plain.setting, block, Wanted::totals);
        const double premium = treaty.cession * plain.setting.subject_premium();
        std::size_t i = 0;
        for (std::size_t c = 0; c < years.size(); ++c) {
            Numbers ceded;
            double sum = 0;
            for (auto const& event : years[c]) {
                double of_event = 0;
                for (auto const& row : event) of_event += std::min(treaty.cession * row.loss, treaty.risk_limit);
                const double part = of_event > treaty.event_limit ? treaty.event_limit / of_event : 1;
                for (auto const& row : event) {
                    ceded.push_back(part * std::min(treaty.cession * row.loss, treaty.risk_limit));
                    sum += ceded.back();
                }
            }
            double back = 0;
            if (treaty.corridor) {
                auto const [from, to, cedent_share] = *treaty.corridor;
                back = cedent_share * std::clamp(sum / premium - from, 0.0, to - from) * premium;
            }
            const double expected = std::min(sum - back, treaty.loss_ratio_cap * premium);
            ASSERT_NEAR(rows.before[c], sum, 1e-9);
            ASSERT_NEAR(totals.before[c], sum, 1e-9);
            ASSERT_NEAR(rows.cell[c], expected, 1e-9);
            ASSERT_NEAR(totals.cell[c], expected, 1e-9);
            ASSERT_EQ(totals.claims, rows.claims);
            ASSERT_EQ(totals.exhausted, rows.exhausted);
            for (const double each : ceded) {
                ASSERT_NEAR(rows.row[i++], sum > 0 ? each * expected / sum : 0, 1e-9);
            }
        }
    }
}

TEST(QuotaShare, TellsTheAccountWhatThePlainTreatyCeded) {
    BlockBuilder builder;
    builder.year().event(80).year().yearly_sum({{0, 20}}).year();
    const PlainSetting plain(1);
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const CededYears ceded = cede_years(share(0.25), plain.setting, builder.build(), wanted);
        EXPECT_EQ(ceded.before, (Numbers{20, 5, 0}));
        EXPECT_EQ(ceded.cell, ceded.before);
        EXPECT_EQ(ceded.exhausted, (Numbers{0, 0, 0}));
    }
}

TEST(QuotaShare, HandsItsTermsToTheAccount) {
    QuotaShare treaty = share(0.5);
    treaty.commission = 0.3;
    treaty.brokerage = 0.025;
    PlainSetting plain(2);
    plain.setting.premium = {30, 70};
    Account account = treaty.account(plain.setting, 50);
    EXPECT_EQ(account.premium, 50);
    EXPECT_EQ(account.subject_premium, 100);
    EXPECT_EQ(account.commission, 0.3);
    EXPECT_EQ(account.brokerage, 0.025);
    EXPECT_FALSE(account.adjusts());
    treaty.sliding_commission = SlidingCommission{{{0.5, 0.3}}};
    EXPECT_TRUE(treaty.account(plain.setting, 50).adjusts());
}

// docs/treaties/proportional.md: 40 % of the losses for 30 % of a premium of 100.
TEST(QuotaShare, MeasuresEveryRatioByThePremiumReallyCededAsInTheExample) {
    QuotaShare treaty = share(0.4);
    treaty.premium_cession = 0.3;
    treaty.corridor = LossCorridor{0.8, 0.95, 0.75};  // from 24 to 28.5, where 40 % of the premium would be 32 to 38
    treaty.loss_ratio_cap = 1.3;                      // 39
    PlainSetting plain(1);
    plain.setting.premium[0] = 100;
    const LossBlock block = BlockBuilder().year().event(70).year().event(75).year().event(200).build();
    const Ceded ceded = cede(treaty.compile(plain.setting), block, Wanted::totals);
    EXPECT_NEAR(ceded.cell[0], 28 - 0.75 * 4, 1e-12);
    EXPECT_NEAR(ceded.cell[1], 30 - 0.75 * 4.5, 1e-12);
    EXPECT_EQ(ceded.cell[2], 39);
    EXPECT_EQ(treaty.annual_capacity(plain.setting), 39);
    EXPECT_EQ(treaty.premium_share(plain.setting), Numbers{0.3});
    EXPECT_EQ(treaty.ceded_share(plain.setting), Numbers{0.4});
    treaty.premium_cession = 0.4;
    const Ceded alike = cede(treaty.compile(plain.setting), block, Wanted::totals);
    treaty.premium_cession.reset();
    EXPECT_EQ(alike.cell, cede(treaty.compile(plain.setting), block, Wanted::totals).cell);
}

}  // namespace
}  // namespace riskpool
