#include "sim/treaty/industry_loss_warranty.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "sim/scenario/reader.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;

static_assert(TreatyKind<IndustryLossWarranty>);

IndustryLossWarranty binary(double trigger, double payout, double warranty = 0) {
    IndustryLossWarranty treaty;
    treaty.form = BinaryPayout{trigger, TriggerOperator::at_or_above};
    treaty.payout = payout;
    treaty.own_loss_warranty = warranty;
    return treaty;
}

IndustryLossWarranty pro_rata(double lo, double hi, double payout, double warranty = 0) {
    IndustryLossWarranty treaty = binary(1, payout, warranty);
    treaty.form = ProRataPayout{lo, hi};
    return treaty;
}

/// One year of events of one insured each.
LossBlock year_of(Numbers const& industry, Numbers const& own) {
    BlockBuilder builder;
    builder.year();
    for (const double loss : own) builder.event(loss);
    LossBlock block = builder.build();
    block.index = industry;
    return block;
}

TEST(IndustryLossWarranty, PaysInBothFormsAsInPt01) {
    auto const& in = answer("O-PT-01").at("inputs");
    auto const& out = answer("O-PT-01").at("expected");
    const double warranty = in.at("own_loss_warranty");
    const IndustryLossWarranty all_or_nothing =
        binary(in.at("ilw_binary").at("trigger"), in.at("ilw_binary").at("payout"), warranty);
    auto const& terms = in.at("ilw_prorata");
    const IndustryLossWarranty linear = pro_rata(terms.at("lo"), terms.at("hi"), terms.at("payout"), warranty);
    EXPECT_TRUE(faulty_fields(all_or_nothing).empty());
    for (std::size_t e = 0; e < in.at("events").size(); ++e) {
        const double own = in.at("events")[e].at("own");
        const LossBlock block = year_of({in.at("events")[e].at("industry")}, {own});
        const double paid = cede_treaty(all_or_nothing, block, Wanted::totals).cell[0];
        EXPECT_DOUBLE_EQ(paid, out.at("ilw_binary")[e].get<double>());
        EXPECT_DOUBLE_EQ(std::max(own - paid, 0.0), out.at("basis_shortfall_binary")[e].get<double>());
        EXPECT_DOUBLE_EQ(cede_treaty(linear, block, Wanted::totals).cell[0], out.at("ilw_prorata")[e].get<double>());
    }
}

// The worked example of docs/treaties/other_covers.md, read from its text.
TEST(IndustryLossWarranty, PaysTheEventsOfTheExample) {
    Reader reader;
    const Node text = parse_document(
        "{form: {binary: {trigger: 20, operator: at_or_above}}, payout: 50, own_loss_warranty: 5, indemnity: true}",
        "example.yaml", reader.diagnostics);
    IndustryLossWarranty treaty;
    reader.read_fields(text, "industry_loss_warranty", treaty);
    for (Diagnostic const& each : reader.diagnostics) ADD_FAILURE() << to_string(each);
    const Ceded ceded = cede_treaty(treaty, year_of({18, 24, 24, 35}, {40, 3, 30, 80}), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{0, 0, 30, 50}));
    EXPECT_EQ(ceded.cell, Numbers{80});
    EXPECT_EQ(ceded.claims, Numbers{2});
}

TEST(IndustryLossWarranty, IsCappedAtTheOwnLossByCustomOnlyIfBinary) {
    const LossBlock block = year_of({35}, {10});
    IndustryLossWarranty all_or_nothing = binary(20, 50), linear = pro_rata(20, 30, 50);
    EXPECT_EQ(cede_treaty(all_or_nothing, block, Wanted::totals).cell, Numbers{10});
    EXPECT_EQ(cede_treaty(linear, block, Wanted::totals).cell, Numbers{50});
    all_or_nothing.capped_at_own_loss = false;
    linear.capped_at_own_loss = true;
    EXPECT_EQ(cede_treaty(all_or_nothing, block, Wanted::totals).cell, Numbers{50});
    EXPECT_EQ(cede_treaty(linear, block, Wanted::totals).cell, Numbers{10});
}

TEST(IndustryLossWarranty, KeepsTheWordsOfTriggerAndWarranty) {
    const LossBlock at_both = year_of({20}, {5});
    IndustryLossWarranty treaty = binary(20, 50, 5);
    EXPECT_EQ(cede_treaty(treaty, at_both, Wanted::totals).cell, Numbers{5});
    treaty.warranty_comparison = TriggerOperator::above;
    EXPECT_EQ(cede_treaty(treaty, at_both, Wanted::totals).cell, Numbers{0});
    treaty.warranty_comparison = TriggerOperator::at_or_above;
    treaty.form = BinaryPayout{20, TriggerOperator::above};
    EXPECT_EQ(cede_treaty(treaty, at_both, Wanted::totals).cell, Numbers{0});
    EXPECT_EQ(cede_treaty(treaty, year_of({20.5}, {5}), Wanted::totals).cell, Numbers{5});
}

TEST(IndustryLossWarranty, GivesRowsNoMoreThanTheirLosses) {
    IndustryLossWarranty treaty = binary(20, 50);
    treaty.capped_at_own_loss = false;
    BlockBuilder builder;
    builder.year().event({{0, 30}, {1, 10}}).event({{0, 75}, {1, 25}}).event({{2, 0}}).event(8);
    LossBlock block = builder.build();
    block.index = {24, 24, 24, 24};
    const Ceded ceded = cede_treaty(treaty, block, Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{30, 10, 37.5, 12.5, 0, 8}));
    EXPECT_EQ(ceded.cell, Numbers{200}) << "what exceeds the rows belongs to the year alone";
}

TEST(IndustryLossWarranty, ErodesItsAnnualLimitInOrderOfEvents) {
    IndustryLossWarranty treaty = binary(20, 50);
    treaty.annual_limit = 70;
    const Ceded ceded = cede_treaty(treaty, year_of({24, 10, 24, 24}, {100, 100, 100, 100}), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{50, 0, 20, 0}));
    EXPECT_EQ(ceded.cell, Numbers{70});
    EXPECT_EQ(ceded.claims, Numbers{3});
    EXPECT_EQ(ceded.exhausted, Numbers{1});
    treaty.annual_limit = 0;
    EXPECT_EQ(cede_treaty(treaty, year_of({24}, {100}), Wanted::rows).row, Numbers{0});
    treaty.annual_limit = infinity;
    EXPECT_EQ(cede_treaty(treaty, year_of({24}, {49}), Wanted::totals).exhausted, Numbers{0});
    EXPECT_EQ(cede_treaty(treaty, year_of({24}, {51}), Wanted::totals).exhausted, Numbers{1});
}

TEST(IndustryLossWarranty, MakesTheIndustryLossOutOfAllLossesOfTheScenario) {
    IndustryLossWarranty treaty = binary(20, 50);
    treaty.industry = ModelledIndustry{4};
    BlockBuilder builder;
    builder.year().event({{0, 3}, {1, 2}}).event({{0, 4}, {1, 0.5}}).yearly_sum({{0, 100}});
    const LossBlock block = builder.build();
    // the treaty covers insured 0 only, the industry is everybody
    const Numbers rows{3, 0, 4, 0, 100}, risks{3, 0, 4, 0, 0}, events{3, 4, 0}, cells{107};
    Numbers row(5), cell(1), premium(1), claims(1), exhausted(1);
    Cession cession{row, cell, premium, claims, exhausted};
    const PlainSetting plain(2);
    const auto plan = treaty.compile(plain.setting);
    EXPECT_FALSE(plan.needs_index());
    plan.cede(Subject{block, rows, risks, events, cells}, cession);
    EXPECT_EQ(row, (Numbers{3, 0, 0, 0, 0})) << "4 x 5 reaches 20, and 4 x 4.5 does not";
    EXPECT_EQ(cell, Numbers{3});
}

TEST(IndustryLossWarranty, SaysWhatItReads) {
    const PlainSetting plain(1);
    IndustryLossWarranty treaty = binary(20, 50);
    EXPECT_TRUE(treaty.compile(plain.setting).needs_index());
    EXPECT_FALSE(treaty.compile(plain.setting).needs_order());
    EXPECT_FALSE(treaty.compile(plain.setting).needs_time());
    treaty.annual_limit = 50;
    EXPECT_TRUE(treaty.compile(plain.setting).needs_order());
}

TEST(IndustryLossWarranty, AsksForTwoBoundsInOrder) {
    EXPECT_TRUE(faulty_fields(ProRataPayout{20, 30}).empty());
    EXPECT_EQ(faulty_fields(ProRataPayout{30, 30}), std::vector<std::string>{"hi"});
}

}  // namespace
}  // namespace riskpool
