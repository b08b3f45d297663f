#include "sim/treaty/hours_clause.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "sim/treaty/cat_xl.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;

struct TimedLoss {
    double hour = 0;
    double loss = 0;
    std::size_t source = 0;
};

CatXl layer(double limit, double attachment, double hours) {
    CatXl treaty;
    treaty.limit = limit;
    treaty.attachment = attachment;
    treaty.unlimited_reinstatements = true;
    treaty.hours = hours;
    return treaty;
}

/// Trials of `years` years each; years[c] has the losses of cell c, in order of date.
LossBlock block_of(std::vector<std::vector<TimedLoss>> const& cells, std::uint32_t years = 1) {
    BlockBuilder builder;
    std::vector<SourceId> sources;
    for (auto const& cell : cells) {
        builder.year();
        for (auto const& each : cell) {
            builder.event(each.loss, each.hour / 8760);
            sources.emplace_back(each.source);
        }
    }
    LossBlock block = builder.build();
    block.source = sources;
    block.cells = {0, static_cast<std::uint32_t>(cells.size()) / years, years};
    return block;
}

/// The best total by trying every way to cut the losses of one source into runs of at most `hours`.
double best_of_all_partitions(std::vector<TimedLoss> const& losses, CatXl const& treaty) {
    const std::size_t n = losses.size();
    double best = 0;
    for (unsigned cuts = 0; cuts < (n > 1 ? 1U << (n - 1) : 1U); ++cuts) {
        double total = 0;
        double sum = 0;
        std::size_t first = 0;
        bool allowed = true;
        for (std::size_t i = 0; i < n; ++i) {
            sum += losses[i].loss;
            allowed = allowed && losses[i].hour - losses[first].hour <= *treaty.hours;
            const bool ends = i + 1 == n || ((cuts >> i) & 1U) != 0;
            if (!ends) continue;
            total += layer_loss(sum, treaty.attachment, treaty.limit);
            sum = 0;
            first = i + 1;
        }
        if (allowed) best = std::max(best, total);
    }
    return best;
}

double greedy_from_first_loss(std::vector<TimedLoss> const& losses, CatXl const& treaty) {
    double total = 0;
    for (std::size_t i = 0; i < losses.size();) {
        double sum = 0;
        const double start = losses[i].hour;
        for (; i < losses.size() && losses[i].hour - start <= *treaty.hours; ++i) sum += losses[i].loss;
        total += layer_loss(sum, treaty.attachment, treaty.limit);
    }
    return total;
}

TEST(HoursClause, LetsTheCedentChooseTheBestOccurrencesAsInHc01) {
    auto const& in = answer("O-HC-01").at("inputs");
    auto const& out = answer("O-HC-01").at("expected");
    const CatXl treaty = layer(in.at("limit"), in.at("retention"), in.at("hours"));
    std::vector<TimedLoss> losses;
    for (auto const& each : in.at("losses")) losses.push_back({each[0], each[1]});
    EXPECT_EQ(greedy_from_first_loss(losses, treaty), out.at("greedy_from_first_loss").get<double>());
    EXPECT_EQ(best_of_all_partitions(losses, treaty), out.at("best_total_recovery").get<double>());
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(treaty, block_of({losses}), wanted);
        EXPECT_DOUBLE_EQ(ceded.cell[0], out.at("best_total_recovery").get<double>());
        double sum = 0;
        for (const double row : ceded.row) sum += row;
        if (wanted == Wanted::rows) {
            EXPECT_DOUBLE_EQ(sum, ceded.cell[0]);
        }
    }
}

TEST(HoursClause, FindsTheBestOfAllPartitions) {
    std::mt19937_64 random(5);
    auto number = [&](double low, double high) {
        return low + (high - low) * (static_cast<double>(random() >> 11) * 0x1p-53);
    };
    int better_than_greedy = 0;
    for (int k = 0; k < 400; ++k) {
        CatXl treaty = layer(number(1, 40), number(0, 20), number(10, 100));
        std::vector<TimedLoss> sources[2];
        std::vector<TimedLoss> all;
        for (std::size_t i = 0; i < random() % 10; ++i) {
            const TimedLoss loss{std::floor(number(0, 300)) + 0.5, number(0, 30), random() % 2};
            all.push_back(loss);
        }
        std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.hour < b.hour; });
        for (auto const& each : all) sources[each.source].push_back(each);
        const double best = best_of_all_partitions(sources[0], treaty) + best_of_all_partitions(sources[1], treaty);
        const Ceded ceded = cede_treaty(treaty, block_of({all}), Wanted::rows);
        ASSERT_NEAR(ceded.cell[0], best, 1e-12 * (1 + best)) << "try " << k;
        for (std::size_t i = 0; i < all.size(); ++i) {
            ASSERT_GE(ceded.row[i], 0);
            ASSERT_LE(ceded.row[i], all[i].loss);
        }
        const double greedy = greedy_from_first_loss(sources[0], treaty) + greedy_from_first_loss(sources[1], treaty);
        ASSERT_GE(best, greedy * (1 - 1e-12));
        better_than_greedy += best > greedy * (1 + 1e-9) ? 1 : 0;
        // annual terms apply to the occurrences: their sum is the total that they see
        treaty.unlimited_reinstatements = false;
        treaty.reinstatements = Numbers{0.5};
        treaty.annual_deductible = number(0, 20);
        const double recovered = std::min(std::max(best - treaty.annual_deductible, 0.0), 2 * treaty.limit);
        const Ceded annual = cede_treaty(treaty, block_of({all}), Wanted::totals);
        ASSERT_NEAR(annual.cell[0], recovered, 1e-12 * (1 + best));
    }
    EXPECT_GT(better_than_greedy, 20);
}

TEST(HoursClause, NeverJoinsLossesOfDifferentSources) {
    const CatXl treaty = layer(30, 10, 72);
    EXPECT_EQ(cede_treaty(treaty, block_of({{{0, 8, 0}, {1, 8, 0}}}), Wanted::rows).row, (Numbers{3, 3}));
    EXPECT_EQ(cede_treaty(treaty, block_of({{{0, 8, 0}, {1, 8, 1}}}), Wanted::rows).row, (Numbers{0, 0}));
    // two runs that interleave
    EXPECT_EQ(cede_treaty(treaty, block_of({{{0, 8, 0}, {1, 12, 1}, {2, 8, 0}, {3, 4, 1}}}), Wanted::rows).row,
              (Numbers{3, 4.5, 3, 1.5}));
}

TEST(HoursClause, HoldsForLossesExactlyItsHoursApart) {
    for (const double start : {0.0, 1.0, 4000.0, 8600.0}) {
        EXPECT_NEAR(cede_treaty(layer(30, 10, 72), block_of({{{start, 8}, {start + 72, 8}}}), Wanted::totals).cell[0],
                    6, 1e-12);
        EXPECT_EQ(cede_treaty(layer(30, 10, 72), block_of({{{start, 8}, {start + 72.01, 8}}}), Wanted::totals).cell[0],
                  0);
    }
}

TEST(HoursClause, UsesUpTheYearInOrderOfTheOccurrences) {
    CatXl treaty = layer(10, 10, 24);
    treaty.unlimited_reinstatements = false;
    treaty.reinstatements = Numbers{1.0};
    treaty.premium = 8;
    // occurrences of source 0 at 0 h (15 + 5), of source 1 at 2190 h (18), of source 0 at 4380 h (30)
    const LossBlock block = block_of({{{0, 15, 0}, {10, 5, 0}, {2190, 18, 1}, {4380, 30, 0}}});
    const Ceded ceded = cede_treaty(treaty, block, Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{7.5, 2.5, 8, 2}));
    EXPECT_EQ(ceded.cell, Numbers{20});
    EXPECT_EQ(ceded.claims, Numbers{3});
    EXPECT_EQ(ceded.exhausted, Numbers{1});
    EXPECT_EQ(ceded.reinstatement_premium, Numbers{8});
    // the date of an occurrence is that of its first loss; hence 8 for the first, and nothing is left to reinstate
    treaty.reinstatement_basis = ReinstatementBasis::amount_and_time;
    EXPECT_EQ(cede_treaty(treaty, block, Wanted::rows).reinstatement_premium, Numbers{8});
    const LossBlock later = block_of({{{2190, 15, 0}, {2200, 5, 0}}});
    EXPECT_DOUBLE_EQ(cede_treaty(treaty, later, Wanted::rows).reinstatement_premium[0], 6);
}

TEST(HoursClause, CountsAnOccurrenceOverTheYearsEndInTheYearInWhichItBegins) {
    CatXl treaty = layer(30, 10, 72);
    treaty.unlimited_reinstatements = false;
    treaty.reinstatements = Numbers{};
    treaty.annual_limit = 30;
    const std::vector<std::vector<TimedLoss>> years{{{8750, 15}}, {{10, 25}, {4000, 50}}};
    // one occurrence of 40 in the first year, whose limit it uses up; booked where the losses are
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(treaty, block_of(years, 2), wanted);
        EXPECT_EQ(ceded.cell, (Numbers{11.25, 18.75 + 30}));
        EXPECT_EQ(ceded.claims, (Numbers{1, 1}));
        EXPECT_EQ(ceded.exhausted, (Numbers{1, 1}));
        if (wanted == Wanted::rows) {
            EXPECT_EQ(ceded.row, (Numbers{11.25, 18.75, 30}));
        }
    }
    // the years of two trials do not follow each other
    EXPECT_EQ(cede_treaty(treaty, block_of(years, 1), Wanted::rows).row, (Numbers{5, 15, 15}));
}

TEST(HoursClause, TakesAnyNumberOfLosses) {
    // pairs a day apart, ten days between pairs, for years: more losses than fit on the stack
    std::vector<TimedLoss> losses;
    for (int pair = 0; pair < 30; ++pair) {
        losses.push_back({240.0 * pair, 8});
        losses.push_back({240.0 * pair + 24, 8});
    }
    const std::vector<std::vector<TimedLoss>> years(10, losses);
    ASSERT_GT(years.size() * losses.size(), Occurrences::on_stack);
    const Ceded ceded = cede_treaty(layer(30, 10, 72), block_of(years, 10), Wanted::rows);
    EXPECT_EQ(ceded.cell, Numbers(10, 30 * 6.0));
    EXPECT_EQ(ceded.claims, Numbers(10, 30));
    EXPECT_EQ(ceded.row, Numbers(600, 3));
}

TEST(HoursClause, GivesEachRowItsPartOfTheOccurrence) {
    BlockBuilder builder;
    builder.year().event({{0, 10}, {1, 5}}, 0.25).yearly_sum({{0, 100}}).event({{2, 5}, {1, 0}}, 0.2501).event(9, 0.5);
    const Ceded ceded = cede_treaty(layer(30, 10, 72), builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{5, 2.5, 0, 2.5, 0, 0}));
}

TEST(HoursClause, ReadsSourcesAndDatesOnlyWhereItIsGiven) {
    const PlainSetting plain(1);
    CatXl treaty = layer(30, 10, 72);
    EXPECT_TRUE(treaty.compile(plain.setting).needs_sources());
    EXPECT_TRUE(treaty.compile(plain.setting).needs_time());
    treaty.hours.reset();
    EXPECT_FALSE(treaty.compile(plain.setting).needs_sources());
    EXPECT_FALSE(treaty.compile(plain.setting).needs_time());
}

TEST(HoursClause, RefusesTermsThatCountEventsOneByOne) {
    using Fields = std::vector<std::string>;
    CatXl treaty = layer(30, 10, 72);
    treaty.any_one_risk = 5;
    EXPECT_EQ(faulty_fields(treaty), Fields{});
    treaty.minimum_risks = 2;
    treaty.attachments = {10, 5};
    treaty.annual_deductible = 1;
    treaty.deductible_form = DeductibleForm::franchise;
    EXPECT_EQ(faulty_fields(treaty), (Fields{"minimum_risks", "attachments", "deductible_form"}));
}

}  // namespace
}  // namespace riskpool
