#include "sim/treaty/shared_deductible_xl.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "sim/scenario/reader.hpp"
#include "sim/treaty/cat_xl.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;
using Fields = std::vector<std::string>;

static_assert(TreatyKind<SharedDeductibleXl>);

/// Sections "a" and "b".
SharedDeductibleXl basket(double limit_a, double attachment_a, double limit_b, double attachment_b,
                          double annual_deductible, double annual_limit = infinity) {
    SharedDeductibleXl treaty;
    treaty.sections = {{{}, limit_a, attachment_a}, {{}, limit_b, attachment_b}};
    treaty.sections[0].covers.type = "a";
    treaty.sections[1].covers.type = "b";
    treaty.annual_deductible = annual_deductible;
    treaty.annual_limit = annual_limit;
    return treaty;
}

/// Insureds 0 and 2 are of section a, 1 and 3 of section b, and 4 of none.
Ceded cede_sections(SharedDeductibleXl const& treaty, LossBlock const& block, Wanted wanted) {
    PlainSetting plain(5);
    for (std::size_t i = 0; i < 4; ++i) plain.insureds[i].type = i % 2 == 0 ? "a" : "b";
    return cede(treaty.compile(plain.setting), block, wanted);
}

// The worked example of docs/treaties/other_covers.md, read from its text.
TEST(SharedDeductibleXl, ErodesOneDeductibleWithTheLossesOfAllSections) {
    Reader reader;
    const Node text = parse_document(
        "{sections: [{covers: {type: a}, limit: 20, attachment: 10}, {covers: {type: b}, limit: 15, attachment: 5}],"
        " annual_deductible: 12, annual_limit: 25}",
        "example.yaml", reader.diagnostics);
    SharedDeductibleXl treaty;
    reader.read_fields(text, "shared_deductible_xl", treaty);
    for (Diagnostic const& each : reader.diagnostics) ADD_FAILURE() << to_string(each);
    EXPECT_EQ(treaty, basket(20, 10, 15, 5, 12, 25));
    // the layers cost 10, 7 and 3 together, 15, 20
    BlockBuilder builder;
    builder.year()
        .event({{0, 20}}, 0.1)
        .event({{0, 17}, {1, 8}}, 0.3)
        .event({{1, 20}, {4, 100}}, 0.5)
        .event({{0, 90}}, 0.7);
    const Ceded ceded = cede_sections(treaty, builder.build(), Wanted::rows);
    // running totals 10, 20, 35, 55 of cost make 0, 8, 23, 25 of recovery
    EXPECT_EQ(ceded.row[0], 0);
    EXPECT_NEAR(ceded.row[1], 5.6, 1e-14);  // 8, shared 7 to 3
    EXPECT_NEAR(ceded.row[2], 2.4, 1e-14);
    EXPECT_NEAR(ceded.row[3], 15, 1e-14);
    EXPECT_EQ(ceded.row[4], 0);
    EXPECT_EQ(ceded.row[5], 2);
    EXPECT_EQ(ceded.cell, Numbers{25});
    EXPECT_EQ(ceded.claims, Numbers{4});
    EXPECT_EQ(ceded.exhausted, Numbers{1});
    EXPECT_EQ(cede_sections(treaty, builder.build(), Wanted::totals).cell, Numbers{25});
}

TEST(SharedDeductibleXl, WithoutSharedTermsIsTheSumOfItsLayers) {
    std::mt19937_64 random(2);
    const auto number = [&](double most) { return most * static_cast<double>(random() >> 11) * 0x1p-53; };
    for (int round = 0; round < 300; ++round) {
        const SharedDeductibleXl treaty = basket(number(20), number(10), number(20), number(10), 0);
        BlockBuilder all, only_a, only_b;
        for (int y = 0; y < 3; ++y) {
            all.year();
            only_a.year();
            only_b.year();
            for (std::uint64_t n = random() % 6; n > 0; --n) {
                const double a = number(30), b = number(30);
                all.event({{0, a / 4}, {2, a * 3 / 4}, {1, b}, {4, 50}});
                only_a.event(a);
                only_b.event(b);
            }
        }
        const auto layer = [&](std::size_t s, LossBlock const& block) {
            CatXl one;
            one.limit = treaty.sections[s].limit;
            one.attachment = treaty.sections[s].attachment;
            one.unlimited_reinstatements = true;
            return cede_treaty(one, block, Wanted::rows);
        };
        const Ceded a = layer(0, only_a.build());
        const Ceded b = layer(1, only_b.build());
        const Ceded ceded = cede_sections(treaty, all.build(), Wanted::rows);
        for (std::size_t y = 0; y < 3; ++y) {
            ASSERT_NEAR(ceded.cell[y], a.cell[y] + b.cell[y], 1e-12);
            ASSERT_EQ(ceded.exhausted[y], std::max(a.exhausted[y], b.exhausted[y]));
        }
        for (std::size_t e = 0; e < a.row.size(); ++e) {
            ASSERT_NEAR(ceded.row[4 * e] + ceded.row[4 * e + 1], a.row[e], 1e-12);
            ASSERT_NEAR(ceded.row[4 * e + 1], 3 * ceded.row[4 * e], 1e-12);
            ASSERT_NEAR(ceded.row[4 * e + 2], b.row[e], 1e-12);
            ASSERT_EQ(ceded.row[4 * e + 3], 0);
        }
    }
}

TEST(SharedDeductibleXl, PaysNothingWithALimitOfZeroAnInfiniteDeductibleOrALossAtTheAttachment) {
    const LossBlock block = BlockBuilder().year().event({{0, 100}}).build();
    EXPECT_EQ(cede_sections(basket(20, 10, 15, 5, 0, 0), block, Wanted::rows).row, Numbers{0});
    EXPECT_EQ(cede_sections(basket(20, 10, 15, 5, infinity), block, Wanted::rows).row, Numbers{0});
    const Ceded at = cede_sections(basket(20, 100, 15, 5, 0), block, Wanted::rows);
    EXPECT_EQ(at.row, Numbers{0});
    EXPECT_EQ(at.claims, Numbers{0});
    const Ceded endless = cede_sections(basket(infinity, 10, infinity, 5, 0), block, Wanted::rows);
    EXPECT_EQ(endless.row, Numbers{90});
    EXPECT_EQ(endless.exhausted, Numbers{0});
}

TEST(SharedDeductibleXl, NeverSeesYearlySumsAndStartsEveryYearAfresh) {
    BlockBuilder builder;
    builder.year().yearly_sum({{0, 100}}).event({{0, 15}}).year().event({{0, 15}}).event({{1, 15}});
    const Ceded ceded = cede_sections(basket(20, 10, 15, 5, 6), builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{0, 0, 0, 9}));
    EXPECT_EQ(ceded.cell, (Numbers{0, 9}));
}

TEST(SharedDeductibleXl, NeedsTheOrderOfEventsOnlyForRowsOfSharedTerms) {
    const PlainSetting plain(1);
    EXPECT_FALSE(basket(20, 10, 15, 5, 0).compile(plain.setting).needs_order());
    EXPECT_TRUE(basket(20, 10, 15, 5, 1).compile(plain.setting).needs_order());
    EXPECT_TRUE(basket(20, 10, 15, 5, 0, 50).compile(plain.setting).needs_order());
    EXPECT_FALSE(basket(20, 10, 15, 5, 0, 50).compile(plain.setting).needs_time());
}

TEST(SharedDeductibleXl, RefusesSectionsThatShareAnInsured) {
    SharedDeductibleXl treaty = basket(20, 10, 15, 5, 12);
    EXPECT_EQ(faulty_fields(treaty), Fields{});
    treaty.sections[1].covers.type = "a";
    EXPECT_EQ(faulty_fields(treaty), Fields{"sections[1].covers"});
    treaty.sections.clear();
    EXPECT_EQ(faulty_fields(treaty), Fields{"sections"});
    Fields paths;
    basket(20, 10, 15, 5, 0).for_each_filter([&](std::string const& path, Filter const&) { paths.push_back(path); });
    EXPECT_EQ(paths, (Fields{"sections[0].covers", "sections[1].covers"}));
}

}  // namespace
}  // namespace riskpool
