#include "sim/treaty/multi_year_xl.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "sim/treaty/treaty.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/cat_layers.hpp"
#include "tests/sim/treaty/ceded_block.hpp"
#include "tests/sim/treaty/programme_columns.hpp"

namespace riskpool {
namespace {

static_assert(TreatyKind<MultiYearXl>);

MultiYearXl layer_over(std::uint32_t term, double limit, double attachment) {
    MultiYearXl treaty;
    treaty.term = term;
    treaty.limit = limit;
    treaty.attachment = attachment;
    return treaty;
}

/// Trials of `years` years each.
LossBlock trials_of(std::vector<Numbers> const& cells, std::uint32_t years) {
    BlockBuilder builder;
    for (auto const& cell : cells) {
        builder.year();
        for (const double loss : cell) builder.event(loss);
    }
    LossBlock block = builder.build();
    block.cells = {0, static_cast<std::uint32_t>(cells.size()) / years, years};
    return block;
}

MultiYearXl treaty_of_my01() {
    auto const& in = answer("O-MY-01").at("inputs");
    MultiYearXl treaty = layer_over(4, in.at("limit"), in.at("retention"));
    treaty.annual_limit = in.at("annual_agg_limit");
    treaty.term_limit = in.at("term_agg_limit");
    treaty.term_deductible = in.at("term_agg_deductible");
    return treaty;
}

TEST(MultiYearXl, AppliesTheAnnualLimitAndThenTheTermsAsInMy01) {
    auto const& in = answer("O-MY-01").at("inputs");
    auto const& out = answer("O-MY-01").at("expected");
    const auto years = in.at("annual_events").get<std::vector<Numbers>>();
    const MultiYearXl treaty = treaty_of_my01();
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(treaty, trials_of(years, 4), wanted);
        EXPECT_EQ(ceded.cell, out.at("recovery_by_year").get<Numbers>());
        double remaining = treaty.term_limit;
        for (std::size_t y = 0; y < years.size(); ++y) {
            remaining -= ceded.cell[y];
            EXPECT_EQ(remaining, out.at("term_remaining")[y].get<double>());
            // a year earns its bonus by having no claim
            EXPECT_EQ(ceded.claims[y] == 0, out.at("bonus_by_year")[y].get<double>() > 0);
        }
        EXPECT_EQ(ceded.exhausted, (Numbers{0, 0, 1, 1}));
    }
    // 2 and 21 less the term's deductible of 5; then 30 at once, and nothing of 25; then 12 of 13
    EXPECT_EQ(cede_treaty(treaty, trials_of(years, 4), Wanted::rows).row, (Numbers{0, 18, 0, 30, 0, 12, 0}));
}

TEST(MultiYearXl, BeginsEveryTrialAndEveryTermAfresh) {
    const auto years = answer("O-MY-01").at("inputs").at("annual_events").get<std::vector<Numbers>>();
    const auto expected = answer("O-MY-01").at("expected").at("recovery_by_year").get<Numbers>();
    std::vector<Numbers> twice = years;
    twice.insert(twice.end(), years.begin(), years.end());
    Numbers expected_twice = expected;
    expected_twice.insert(expected_twice.end(), expected.begin(), expected.end());
    EXPECT_EQ(cede_treaty(treaty_of_my01(), trials_of(twice, 4), Wanted::totals).cell, expected_twice);  // two trials
    EXPECT_EQ(cede_treaty(treaty_of_my01(), trials_of(twice, 8), Wanted::totals).cell, expected_twice);  // two terms
}

TEST(MultiYearXl, IsCutShortWhereTheRunEndsWithinATerm) {
    MultiYearXl treaty = layer_over(2, 30, 0);
    treaty.term_limit = 30;
    EXPECT_EQ(cede_treaty(treaty, trials_of({{30}, {30}, {30}}, 3), Wanted::rows).row, (Numbers{30, 0, 30}));
}

TEST(MultiYearXl, AgreesWithTheRunningTotalsWrittenOut) {
    std::mt19937_64 random(23);
    auto number = [&](double high) { return high * static_cast<double>(random() >> 11) * 0x1p-53; };
    for (int k = 0; k < 200; ++k) {
        MultiYearXl treaty = layer_over(static_cast<std::uint32_t>(1 + random() % 4), 1 + number(40), number(20));
        if (random() % 2 == 0) treaty.annual_deductible = number(20);
        if (random() % 2 == 0) treaty.annual_limit = number(60);
        if (random() % 2 == 0) treaty.term_deductible = number(40);
        if (random() % 2 == 0) treaty.term_limit = number(120);
        const std::uint32_t years = static_cast<std::uint32_t>(1 + random() % 6);
        std::vector<Numbers> cells(years * 3);
        for (auto& cell : cells) {
            cell.resize(random() % 5);
            for (double& loss : cell) loss = number(80);
        }
        const Ceded ceded = cede_treaty(treaty, trials_of(cells, years), Wanted::rows);
        for (std::size_t first = 0; first < cells.size(); first += years) {
            for (std::size_t begin = 0; begin < years; begin += treaty.term) {
                double of_term = 0;
                double paid = 0;
                for (std::size_t y = begin; y < std::min<std::size_t>(begin + treaty.term, years); ++y) {
                    double of_year = 0;
                    for (const double loss : cells[first + y]) {
                        of_year += std::clamp(loss - treaty.attachment, 0.0, treaty.limit);
                    }
                    of_term += std::clamp(of_year - treaty.annual_deductible, 0.0, treaty.annual_limit);
                    const double now = std::clamp(of_term - treaty.term_deductible, 0.0, treaty.term_limit);
                    ASSERT_NEAR(ceded.cell[first + y], now - paid, 1e-9) << "try " << k;
                    paid = now;
                }
            }
        }
        double rows = 0;
        double total = 0;
        for (const double row : ceded.row) rows += row;
        for (const double cell : ceded.cell) total += cell;
        ASSERT_NEAR(rows, total, 1e-9);
        ASSERT_EQ(cede_treaty(treaty, trials_of(cells, years), Wanted::totals).cell, ceded.cell);
    }
}

TEST(MultiYearXl, PaysNothingOfALimitOfZeroOrADeductibleOfInfinity) {
    MultiYearXl treaty = layer_over(3, 30, 0);
    treaty.term_limit = 0;
    EXPECT_EQ(cede_treaty(treaty, trials_of({{30}, {30}}, 2), Wanted::rows).row, (Numbers{0, 0}));
    treaty.term_limit = infinity;
    treaty.term_deductible = infinity;
    EXPECT_EQ(cede_treaty(treaty, trials_of({{30}, {30}}, 2), Wanted::rows).cell, (Numbers{0, 0}));
}

TEST(MultiYearXl, WithoutAnyLimitIsExhaustedByOneLossThatTakesTheWholeLayer) {
    const Ceded ceded = cede_treaty(layer_over(3, 30, 10), trials_of({{40}, {39, 39}}, 2), Wanted::totals);
    EXPECT_EQ(ceded.cell, (Numbers{30, 58}));
    EXPECT_EQ(ceded.exhausted, (Numbers{1, 0}));
}

// A treaty of three years covers what is reported within five years of its end, whichever of its years the loss is of.
TEST(MultiYearXl, CountsItsSunsetFromTheEndOfTheTermAsInSs01) {
    auto const& in = answer("O-SS-01").at("inputs");
    BlockBuilder builder;
    std::vector<float> delay;
    Numbers expected;
    for (std::size_t year = 0; year < 3; ++year) {
        builder.year();
        for (std::size_t k = 0; k < in.at("claims").size(); ++k) {
            auto const& claim = in.at("claims")[k];
            const double date = claim.at("occ");
            if (static_cast<std::size_t>(date) != year) continue;
            builder.event(claim.at("loss"), date - static_cast<double>(year));
            delay.push_back(static_cast<float>(claim.at("rep").get<double>() - date));
            expected.push_back(answer("O-SS-01").at("expected").at("recoveries")[k]);
        }
    }
    builder.event(20, 0.5);  // in the last year, reported a day before and a day after the sunset
    builder.event(20, 0.5);
    delay.insert(delay.end(), {5.497F, 5.503F});
    expected.insert(expected.end(), {8, 0});
    LossBlock block = builder.build();
    block.cells = {0, 1, 3};
    block.delay = delay;
    MultiYearXl treaty = layer_over(3, in.at("limit"), in.at("retention"));
    treaty.sunset = in.at("sunset_years");
    EXPECT_EQ(cede_treaty(treaty, block, Wanted::rows).row, expected);
    // the same delay from the first year of the term: 0.5 + 7.497 is in time
    LossBlock first = BlockBuilder().year().event(20, 0.5).build();
    first.delay = {7.497F};
    EXPECT_EQ(cede_treaty(treaty, first, Wanted::rows).row, Numbers{8});
    first.delay = {7.503F};
    EXPECT_EQ(cede_treaty(treaty, first, Wanted::rows).row, Numbers{0});
}

TEST(MultiYearXl, MovesWithAnIndex) {
    MultiYearXl treaty = layer_over(2, 30, 10);
    treaty.index_clause = IndexClause{IndexForm::full, 0, {2.0}, {1.0}, true};
    EXPECT_EQ(cede_treaty(treaty, trials_of({{25}, {200}}, 2), Wanted::totals).cell, (Numbers{5, 60}));
}

// docs/treaties/excess_of_loss.md: 30 xs 10 for a term of three years.
TEST(MultiYearXl, EndsAtTheAnniversaryAfterALossAsInTheExample) {
    MultiYearXl treaty = layer_over(3, 30, 10);
    treaty.premium = 6;
    treaty.cancelled_after_loss = true;
    const LossBlock block = trials_of({{10}, {25, 60}, {40}, {12}, {11}, {50}}, 6);
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(treaty, block, wanted);
        EXPECT_EQ(ceded.cell, (Numbers{0, 15 + 30, 0, 2, 0, 0}));
        EXPECT_EQ(ceded.claims, (Numbers{0, 2, 0, 1, 0, 0}));
    }
    CededProgramme programme;
    programme.cede(Programme({{treaty}}, PlainSetting(8).setting), block, false);
    auto const& premium = programme.outcome.treaties[0].premium_adjustment;
    EXPECT_EQ(Numbers(premium.begin(), premium.end()), (Numbers{0, 0, -6, 0, -6, -6}));
}

TEST(MultiYearXl, BeginsEveryTrialUncancelled) {
    MultiYearXl treaty = layer_over(3, 30, 10);
    treaty.premium = 6;
    treaty.cancelled_after_loss = true;
    const LossBlock block = trials_of({{20}, {20}, {20}, {20}}, 2);
    EXPECT_EQ(cede_treaty(treaty, block, Wanted::totals).cell, (Numbers{10, 0, 10, 0}));
    CededProgramme programme;
    programme.cede(Programme({{treaty}}, PlainSetting(8).setting), block, false);
    auto const& premium = programme.outcome.treaties[0].premium_adjustment;
    EXPECT_EQ(Numbers(premium.begin(), premium.end()), (Numbers{0, -6, 0, -6}));
}

TEST(MultiYearXl, IsCancelledByALossThatItsDeductibleKeepsFromBeingPaid) {
    MultiYearXl treaty = layer_over(3, 30, 10);
    treaty.annual_deductible = 50;
    treaty.cancelled_after_loss = true;
    EXPECT_EQ(cede_treaty(treaty, trials_of({{20}, {40, 40}}, 2), Wanted::totals).cell, (Numbers{0, 0}));
}

TEST(MultiYearXl, RefusesACancellationThatEndsNothingOrABrokerageOnPremiumNotPaid) {
    using Fields = std::vector<std::string>;
    MultiYearXl treaty = layer_over(1, 30, 10);
    treaty.cancelled_after_loss = true;
    EXPECT_EQ(faulty_fields(treaty), Fields{"cancelled_after_loss"});
    treaty.term = 2;
    EXPECT_EQ(faulty_fields(treaty), Fields{});
    treaty.brokerage = 0.1;
    EXPECT_EQ(faulty_fields(treaty), Fields{"brokerage"});
}

}  // namespace
}  // namespace riskpool
