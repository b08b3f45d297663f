#include "sim/treaty/parametric.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/scenario/reader.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;
using Fields = std::vector<std::string>;

static_assert(TreatyKind<Parametric>);

IndexTrigger steps(std::vector<IndexStep> list, TriggerOperator comparison = TriggerOperator::at_or_above) {
    IndexTrigger trigger;
    trigger.steps = std::move(list);
    trigger.comparison = comparison;
    return trigger;
}
IndexTrigger line(double from, double to) {
    IndexTrigger trigger;
    trigger.linear = IndexRamp{from, to};
    return trigger;
}
Parametric cover(double limit, std::vector<IndexTrigger> triggers) {
    Parametric treaty;
    treaty.limit = limit;
    treaty.triggers = std::move(triggers);
    return treaty;
}

LossBlock year_of(Numbers const& index, double loss = 0) {
    BlockBuilder builder;
    builder.year();
    for (std::size_t e = 0; e < index.size(); ++e) builder.event(loss);
    LossBlock block = builder.build();
    block.index = index;
    return block;
}

/// What one event of that index is paid.
double paid(Parametric const& treaty, double index) {
    return cede_treaty(treaty, year_of({index}), Wanted::totals).cell[0];
}

TEST(Parametric, PaysByStepsAsInPt01) {
    auto const& in = answer("O-PT-01").at("inputs");
    auto const& out = answer("O-PT-01").at("expected").at("parametric");
    std::vector<IndexStep> list;
    for (auto const& step : in.at("parametric_steps")) list.push_back({step[0], step[1]});
    const Parametric treaty = cover(in.at("parametric_limit"), {steps(list)});
    EXPECT_EQ(faulty_fields(treaty), Fields{});
    for (std::size_t e = 0; e < out.size(); ++e) {
        EXPECT_DOUBLE_EQ(paid(treaty, in.at("indices")[e]), out[e].get<double>());
    }
}

// The worked example of docs/treaties/other_covers.md, read from its text.
TEST(Parametric, PaysTheEventsOfTheExample) {
    Reader reader;
    const Node text = parse_document(
        "{limit: 40, annual_limit: 50, triggers: [{steps: [{index: 6, part: 25%}, {index: 6.5, part: 50%},"
        " {index: 7, part: 100%}]}]}",
        "example.yaml", reader.diagnostics);
    Parametric treaty;
    reader.read_fields(text, "parametric", treaty);
    for (Diagnostic const& each : reader.diagnostics) ADD_FAILURE() << to_string(each);
    const Ceded ceded = cede_treaty(treaty, year_of({5.9, 6.5, 7.4}, 30), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{0, 20, 30}));
    EXPECT_EQ(ceded.cell, Numbers{50});
    EXPECT_EQ(ceded.claims, Numbers{2});
    EXPECT_EQ(ceded.exhausted, Numbers{1});
}

TEST(Parametric, PaysWhateverTheLossIsAndRowsNoMoreThanTheirs) {
    const Parametric treaty = cover(40, {line(6, 8)});
    const Ceded ceded = cede_treaty(treaty, year_of({7, 7, 9}, 25), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{20, 20, 25}));
    EXPECT_EQ(ceded.cell, Numbers{80});
    EXPECT_EQ(cede_treaty(treaty, year_of({9}, 0), Wanted::rows).row, Numbers{0});
    EXPECT_EQ(cede_treaty(treaty, year_of({9}, 0), Wanted::rows).cell, Numbers{40});
}

TEST(Parametric, PaysForAnEventThatHitsNobody) {
    BlockBuilder builder;
    builder.year().event(std::vector<Row>{}).event({{0, 10}, {1, 30}});
    LossBlock block = builder.build();
    block.index = {8, 6.5};
    const Ceded ceded = cede_treaty(cover(40, {line(6, 8)}), block, Wanted::rows);
    EXPECT_EQ(ceded.cell, Numbers{50});
    EXPECT_EQ(ceded.row, (Numbers{2.5, 7.5}));
}

TEST(Parametric, PaysInAStraightLineBetweenTwoReadings) {
    const Parametric treaty = cover(40, {line(6, 8)});
    const Numbers at{0, 6, 6.5, 7, 8, 100}, expected{0, 0, 10, 20, 40, 40};
    for (std::size_t i = 0; i < at.size(); ++i) EXPECT_EQ(paid(treaty, at[i]), expected[i]) << at[i];
}

TEST(Parametric, KeepsTheWordsOfAStep) {
    EXPECT_EQ(paid(cover(40, {steps({{6, 0.25}, {7, 1}})}), 6), 10);
    EXPECT_EQ(paid(cover(40, {steps({{6, 0.25}, {7, 1}}, TriggerOperator::above)}), 6), 0);
    EXPECT_EQ(paid(cover(40, {steps({{6, 0.25}, {7, 1}}, TriggerOperator::above)}), 7), 10);
}

TEST(Parametric, CombinesTriggersByTheirLargestTheirSumOrAllOfThem) {
    Parametric treaty = cover(40, {steps({{6, 0.25}}), line(6, 8)});
    const auto all_three = [&](double index) {
        Numbers payouts;
        for (auto const& [name, combine] : Choice<TriggerCombination>::values) {
            treaty.combine = combine;
            payouts.push_back(paid(treaty, index));
        }
        return payouts;
    };
    EXPECT_EQ(all_three(5), (Numbers{0, 0, 0}));
    EXPECT_EQ(all_three(6), (Numbers{10, 10, 0}));
    EXPECT_EQ(all_three(7), (Numbers{20, 30, 10}));
    EXPECT_EQ(all_three(8), (Numbers{40, 40, 10}));
}

TEST(Parametric, PaysNothingWithAnAnnualLimitOfZeroAndStartsEveryYearAfresh) {
    BlockBuilder builder;
    builder.year().event(100).event(100).year().event(100);
    LossBlock block = builder.build();
    block.index = {9, 9, 9};
    Parametric treaty = cover(40, {line(6, 8)});
    treaty.annual_limit = 60;
    EXPECT_EQ(cede_treaty(treaty, block, Wanted::rows).row, (Numbers{40, 20, 40}));
    EXPECT_EQ(cede_treaty(treaty, block, Wanted::totals).cell, (Numbers{60, 40}));
    EXPECT_EQ(cede_treaty(treaty, block, Wanted::totals).exhausted, (Numbers{1, 0}));
    treaty.annual_limit = 0;
    EXPECT_EQ(cede_treaty(treaty, block, Wanted::rows).row, (Numbers{0, 0, 0}));
}

TEST(Parametric, SaysWhatItReads) {
    const PlainSetting plain(1);
    const auto plan = cover(40, {line(6, 8)}).compile(plain.setting);
    EXPECT_TRUE(plan.needs_index());
    EXPECT_FALSE(plan.needs_order());
    EXPECT_FALSE(plan.needs_time());
    EXPECT_FALSE(Parametric::indemnity);
}

TEST(Parametric, AsksForOneFormOfEachTriggerAndStepsInOrder) {
    EXPECT_EQ(faulty_fields(cover(40, {})), Fields{"triggers"});
    EXPECT_EQ(faulty_fields(IndexTrigger{}), Fields{"steps"});
    IndexTrigger both = steps({{6, 0.5}});
    both.linear = IndexRamp{6, 7};
    EXPECT_EQ(faulty_fields(both), Fields{"linear"});
    IndexTrigger useless = line(6, 7);
    useless.comparison = TriggerOperator::above;
    EXPECT_EQ(faulty_fields(useless), Fields{"operator"});
    EXPECT_EQ(faulty_fields(steps({{6, 0.5}, {6, 1}})), Fields{"steps[1].index"});
    EXPECT_EQ(faulty_fields(steps({{6, 0.5}, {7, 0.25}})), Fields{"steps[1].part"});
    EXPECT_EQ(faulty_fields(IndexRamp{7, 7}), Fields{"to"});
}

}  // namespace
}  // namespace riskpool
