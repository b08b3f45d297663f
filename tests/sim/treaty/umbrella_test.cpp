#include "sim/treaty/umbrella.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "sim/scenario/reader.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;
using Fields = std::vector<std::string>;

static_assert(TreatyKind<Umbrella>);

Filter of_type(std::string type, std::string sector = "") {
    Filter filter;
    filter.type = std::move(type);
    filter.sector = std::move(sector);
    return filter;
}
Filter named(std::vector<std::string> insureds) {
    Filter filter;
    filter.insureds = std::move(insureds);
    return filter;
}

/// Three lines, "a", "b" and "c"; an umbrella that is reinstated without end.
Umbrella umbrella(double limit, double attachment, Numbers const& retentions) {
    Umbrella treaty;
    treaty.limit = limit;
    treaty.attachment = attachment;
    treaty.unlimited_reinstatements = true;
    for (std::size_t k = 0; k < retentions.size(); ++k) {
        treaty.underlying.push_back({of_type(std::string(1, "abcdefghijklmnopqrstuvwxyz"[k])), retentions[k]});
    }
    return treaty;
}

/// The insureds 0, 1, 2 ... belong to the lines a, b, c, a, b, c ..., and number 6 to none.
Ceded cede_lines(Umbrella const& treaty, LossBlock const& block, Wanted wanted) {
    PlainSetting plain(7);
    for (std::size_t i = 0; i < 6; ++i) plain.insureds[i].type = std::string(1, "abc"[i % 3]);
    return cede(treaty.compile(plain.setting), block, wanted);
}

Numbers sums_of_events(LossBlock const& block, Numbers const& rows) {
    Numbers sums(block.events());
    for (std::size_t e = 0; e < sums.size(); ++e) {
        for (std::size_t r = block.row_begin[e]; r < block.row_begin[e + 1]; ++r) sums[e] += rows[r];
    }
    return sums;
}

TEST(Umbrella, PaysOnWhatTheLinesLeaveAsInUm01) {
    auto const& in = answer("O-UM-01").at("inputs");
    const Umbrella treaty =
        umbrella(in.at("umbrella").at("limit"), in.at("umbrella").at("retention"), in.at("line_retention"));
    BlockBuilder builder;
    for (auto const& event : in.at("events")) builder.year().event({{0, event[0]}, {1, event[1]}, {2, event[2]}});
    EXPECT_EQ(faulty_fields(treaty), Fields{});
    EXPECT_EQ(cede_lines(treaty, builder.build(), Wanted::totals).cell,
              answer("O-UM-01").at("expected").at("recoveries").get<Numbers>());
}

// The worked example of docs/treaties/other_covers.md, read from its text.
TEST(Umbrella, PaysTheEventsOfTheExample) {
    Reader reader;
    const Node text = parse_document(
        "{underlying: [{covers: {type: a}, retention: 10}, {covers: {type: b}, retention: 5},"
        " {covers: {type: c}, retention: 8}], limit: 20, attachment: 12, reinstatements: []}",
        "example.yaml", reader.diagnostics);
    Umbrella treaty;
    reader.read_fields(text, "umbrella", treaty);
    for (Diagnostic const& each : reader.diagnostics) ADD_FAILURE() << to_string(each);
    BlockBuilder builder;
    builder.year()
        .event({{0, 25}, {1, 3}, {2, 4}}, 0.1)
        .event({{0, 4}, {1, 4}, {2, 20}}, 0.2)
        .event({{0, 30}, {1, 9}, {2, 15}}, 0.3)
        .event({{0, 30}, {1, 9}, {2, 15}}, 0.4);
    const LossBlock block = builder.build();
    const Ceded ceded = cede_lines(treaty, block, Wanted::rows);
    const Numbers events = sums_of_events(block, ceded.row);
    for (std::size_t e = 0; e < 4; ++e) EXPECT_NEAR(events[e], (Numbers{5, 4, 11, 0})[e], 1e-12);
    EXPECT_EQ(ceded.cell, Numbers{20});
    EXPECT_EQ(ceded.claims, Numbers{4});
    EXPECT_EQ(ceded.exhausted, Numbers{1});
}

TEST(Umbrella, SpreadsARecoveryInProportionToWhatEachLineLeaves) {
    // the lines leave 10 and 5 of 40 and 5: 3 xs 12 goes 2 to 1, and within line a by losses 30 to 10
    const Umbrella treaty = umbrella(20, 12, {10, 5, 8});
    BlockBuilder builder;
    builder.year().event({{0, 30}, {3, 10}, {1, 5}, {6, 100}});
    const Ceded ceded = cede_lines(treaty, builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.cell, Numbers{3});
    EXPECT_NEAR(ceded.row[0], 1.5, 1e-15);
    EXPECT_NEAR(ceded.row[1], 0.5, 1e-15);
    EXPECT_NEAR(ceded.row[2], 1, 1e-15);
    EXPECT_EQ(ceded.row[3], 0) << "an insured of no line is not covered";
}

TEST(Umbrella, PutsAnInsuredOfTwoLinesIntoTheFirst) {
    Umbrella treaty = umbrella(100, 0, {10, 5});
    treaty.underlying[1].covers = named({"x"});
    PlainSetting plain(1);
    plain.insureds[0].name = "x";
    plain.insureds[0].type = "a";
    const Ceded ceded = cede(treaty.compile(plain.setting), BlockBuilder().year().event(50).build(), Wanted::rows);
    EXPECT_EQ(ceded.row, Numbers{10});
}

TEST(Umbrella, TakesUpWhatExceedsTheLimitOfALine) {
    Umbrella treaty = umbrella(100, 12, {10, 5, 8});
    treaty.underlying[0].limit = 30;
    // a leaves 10 of 25 and of 40, and 10 + 20 of 60
    BlockBuilder builder;
    builder.year().event({{0, 25}}).year().event({{0, 40}}).year().event({{0, 60}, {1, 1}});
    EXPECT_EQ(cede_lines(treaty, builder.build(), Wanted::totals).cell, (Numbers{0, 0, 19}));
}

TEST(Umbrella, RecoversNothingFromASumExactlyAtTheAttachmentAndNothingOfYearlySums) {
    const Umbrella treaty = umbrella(20, 12, {10, 5, 8});
    BlockBuilder builder;
    builder.year().event({{0, 50}, {1, 2}}).yearly_sum({{0, 50}, {1, 50}, {2, 50}});
    const Ceded ceded = cede_lines(treaty, builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{0, 0, 0, 0, 0}));
    EXPECT_EQ(ceded.claims, Numbers{0});
}

TEST(Umbrella, OfAYearAppliesRetentionsToTheLossesOfTheYear) {
    Umbrella treaty = umbrella(20, 12, {10, 5, 8});
    treaty.unlimited_reinstatements = false;
    treaty.reinstatements = Numbers{};
    treaty.annual = true;
    EXPECT_EQ(faulty_fields(treaty), Fields{});
    // line a: 6, 10 (its retention), 10; line b: 0, 3, 5; line c, a yearly sum: 2 from the start
    BlockBuilder builder;
    builder.year().yearly_sum({{2, 2}}).event({{0, 6}}, 0.2).event({{0, 30}, {1, 3}}, 0.4).event({{1, 9}}, 0.6);
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_lines(treaty, builder.build(), wanted);
        EXPECT_EQ(ceded.cell, Numbers{5});  // 10 + 5 + 2 - 12
        EXPECT_EQ(ceded.claims, Numbers{1});
        EXPECT_EQ(ceded.exhausted, Numbers{0});
        if (wanted == Wanted::totals) continue;
        // after each: 2, 8, 15, 17: the third event moves the recovery from 0 to 3, of which 4 in 7 for line a
        EXPECT_EQ(ceded.row[0], 0);
        EXPECT_EQ(ceded.row[1], 0);
        EXPECT_NEAR(ceded.row[2], 3.0 * 4 / 7, 1e-15);
        EXPECT_NEAR(ceded.row[3], 3.0 * 3 / 7, 1e-15);
        EXPECT_EQ(ceded.row[4], 2);
    }
    treaty.limit = 4;
    EXPECT_EQ(cede_lines(treaty, builder.build(), Wanted::totals).cell, Numbers{4});
    EXPECT_EQ(cede_lines(treaty, builder.build(), Wanted::totals).exhausted, Numbers{1});
}

TEST(Umbrella, LeavesOutWhatIsReportedAfterTheSunset) {
    Umbrella treaty = umbrella(20, 0, {10, 5, 8});
    treaty.sunset = 1;
    LossBlock block = BlockBuilder().year().event({{0, 4}}, 0.5).event({{1, 3}}, 0.5).build();
    block.delay = {1.5F, 1.75F};
    for (const bool annual : {false, true}) {
        treaty.annual = annual;
        EXPECT_EQ(cede_lines(treaty, block, Wanted::rows).row, (Numbers{4, 0}));
    }
    EXPECT_TRUE(treaty.compile(PlainSetting(1).setting).needs_delay());
}

TEST(Umbrella, AgreesWithAPlainComputationOnRandomBlocks) {
    std::mt19937_64 random(1);
    const auto number = [&](double most) { return most * static_cast<double>(random() >> 11) * 0x1p-53; };
    for (int round = 0; round < 500; ++round) {
        Umbrella treaty = umbrella(number(40), number(20), {number(20), number(20), number(20)});
        treaty.unlimited_reinstatements = false;
        treaty.reinstatements = Numbers(random() % 3, 1.0);
        treaty.premium = 5;
        treaty.annual_deductible = random() % 2 == 0 ? 0 : number(30);
        BlockBuilder builder;
        std::vector<std::vector<Numbers>> by_line;  // per year and event
        for (int y = 0; y < 3; ++y) {
            builder.year();
            by_line.emplace_back();
            for (std::uint64_t n = random() % 8; n > 0; --n) {
                std::vector<Row> rows;
                Numbers lines(3);
                for (std::size_t i = 0; i < 7; ++i) {
                    if (random() % 2 == 0) continue;
                    rows.push_back({i, number(15)});
                    if (i < 6) lines[i % 3] += rows.back().loss;
                }
                builder.event(rows);
                by_line.back().push_back(lines);
            }
        }
        const LossBlock block = builder.build();
        const Ceded ceded = cede_lines(treaty, block, Wanted::rows);
        const Ceded totals = cede_lines(treaty, block, Wanted::totals);
        const Numbers events = sums_of_events(block, ceded.row);
        std::size_t e = 0;
        for (std::size_t y = 0; y < 3; ++y) {
            double owed = 0, paid = 0;
            for (Numbers const& lines : by_line[y]) {
                double left = 0;
                for (std::size_t k = 0; k < 3; ++k) left += std::min(lines[k], treaty.underlying[k].retention);
                double cost = std::clamp(left - treaty.attachment, 0.0, treaty.limit);
                const double eroded = std::min(cost, std::max(treaty.annual_deductible - owed, 0.0));
                owed += cost;
                cost = std::min(cost - eroded, treaty.annual_capacity() - paid);
                paid += cost;
                ASSERT_NEAR(events[e++], cost, 1e-12);
            }
            ASSERT_NEAR(ceded.cell[y], paid, 1e-12);
            ASSERT_EQ(ceded.cell[y], totals.cell[y]);
            const double reinstated = std::min(paid, treaty.annual_capacity() - treaty.limit);
            ASSERT_NEAR(ceded.reinstatement_premium[y], 5 * reinstated / treaty.limit, 1e-12);
        }
        for (std::size_t r = 0; r < block.rows(); ++r) ASSERT_LE(ceded.row[r], block.loss[r]);
    }
}

TEST(Umbrella, RefusesLinesThatShareAnInsuredAndReinstatementsOfAYear) {
    Umbrella treaty = umbrella(20, 12, {10, 5});
    EXPECT_EQ(faulty_fields(treaty), Fields{});
    treaty.underlying[1].covers = {};
    EXPECT_EQ(faulty_fields(treaty), Fields{"underlying[1].covers"});
    treaty.underlying[1].covers = of_type("a", "chips");
    EXPECT_EQ(faulty_fields(treaty), Fields{"underlying[1].covers"});
    treaty.underlying[1].covers = of_type("b", "chips");
    EXPECT_EQ(faulty_fields(treaty), Fields{});
    treaty.underlying[0].covers = named({"x", "y"});
    EXPECT_EQ(faulty_fields(treaty), Fields{}) << "x and y may be of another type";
    treaty.underlying[1].covers.insureds = {"y"};
    EXPECT_EQ(faulty_fields(treaty), Fields{"underlying[1].covers"});
    treaty = umbrella(20, 12, {});
    EXPECT_EQ(faulty_fields(treaty), Fields{"underlying"});
    treaty = umbrella(20, 12, Numbers(17, 1.0));
    EXPECT_EQ(faulty_fields(treaty), Fields{"underlying"});
    treaty = umbrella(20, 12, {10});
    treaty.annual = true;
    EXPECT_EQ(faulty_fields(treaty), Fields{"unlimited_reinstatements"});
    treaty.unlimited_reinstatements = false;
    treaty.reinstatements = Numbers{1.0};
    EXPECT_EQ(faulty_fields(treaty), Fields{"reinstatements"});
    treaty.reinstatements = Numbers{};
    treaty.annual_deductible = 3;
    EXPECT_EQ(faulty_fields(treaty), Fields{});
    treaty.deductible_form = DeductibleForm::franchise;
    EXPECT_EQ(faulty_fields(treaty), Fields{"deductible_form"});
}

TEST(Umbrella, ShowsItsFiltersWithTheirPaths) {
    Fields paths;
    umbrella(20, 12, {10, 5}).for_each_filter([&](std::string const& path, Filter const& filter) {
        paths.push_back(path + '=' + filter.type);
    });
    EXPECT_EQ(paths, (Fields{"underlying[0].covers=a", "underlying[1].covers=b"}));
}

}  // namespace
}  // namespace riskpool
