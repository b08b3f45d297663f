#include "sim/treaty/cat_bond.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "sim/scenario/reader.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;

static_assert(TreatyKind<CatBond>);

CatBond bond(BondTrigger trigger, double limit, std::uint32_t term) {
    CatBond treaty;
    treaty.trigger = std::move(trigger);
    treaty.limit = limit;
    treaty.term = term;
    return treaty;
}

/// One insured's losses, year after year, in trials of `years` years.
LossBlock trials_of(std::uint32_t years, std::vector<Numbers> const& losses) {
    BlockBuilder builder;
    for (Numbers const& year : losses) {
        builder.year();
        for (const double loss : year) builder.event(loss);
    }
    LossBlock block = builder.build();
    block.cells.years = years;
    block.cells.trials /= years;
    return block;
}

// The worked example of docs/treaties/other_covers.md, read from its text.
TEST(CatBond, PaysItsLimitOnceInTheTermOfTheExample) {
    Reader reader;
    const Node text = parse_document("{trigger: {own_loss: {attachment: 100}}, limit: 50, term: 3, premium: 4}",
                                     "example.yaml", reader.diagnostics);
    CatBond treaty;
    reader.read_fields(text, "cat_bond", treaty);
    for (Diagnostic const& each : reader.diagnostics) ADD_FAILURE() << to_string(each);
    const LossBlock block = trials_of(4, {{130, 90}, {120, 100}, {140}, {110}});
    const Ceded ceded = cede_treaty(treaty, block, Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{30, 0, 20, 0, 0, 10}));
    EXPECT_EQ(ceded.cell, (Numbers{30, 20, 0, 10}));
    EXPECT_EQ(ceded.claims, (Numbers{1, 1, 1, 1}));
    EXPECT_EQ(ceded.exhausted, (Numbers{0, 1, 1, 0}));
    EXPECT_EQ(ceded.reinstatement_premium, (Numbers{0, 0, 0, 0}));
    EXPECT_EQ(treaty.flat_premium(PlainSetting(1).setting), 4);
}

TEST(CatBond, StartsEveryTrialAfresh) {
    const CatBond treaty = bond(OwnLossTrigger{0}, 50, 10);
    const LossBlock block = trials_of(2, {{40}, {40}, {40}, {40}, {}, {40}});
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        EXPECT_EQ(cede_treaty(treaty, block, wanted).cell, (Numbers{40, 10, 40, 10, 0, 40}));
    }
}

TEST(CatBond, AgreesWithAPlainComputationOnRandomTrials) {
    std::mt19937_64 random(3);
    const auto number = [&](double most) { return most * static_cast<double>(random() >> 11) * 0x1p-53; };
    for (int round = 0; round < 300; ++round) {
        const auto years = static_cast<std::uint32_t>(1 + random() % 6);
        const double attachment = number(20), limit = number(60);
        const auto term = static_cast<std::uint32_t>(1 + random() % 4);
        std::vector<Numbers> losses(4 * years);
        for (auto& year : losses) {
            year.resize(random() % 4);
            for (double& loss : year) loss = number(60);
        }
        const Ceded ceded =
            cede_treaty(bond(OwnLossTrigger{attachment}, limit, term), trials_of(years, losses), Wanted::rows);
        std::size_t row = 0;
        for (std::size_t trial = 0; trial < 4; ++trial) {
            double left = 0;
            for (std::size_t year = 0; year < years; ++year) {
                if (year % term == 0) left = limit;
                double sum = 0;
                for (const double loss : losses[trial * years + year]) {
                    const double pays = std::min(left, std::max(loss - attachment, 0.0));
                    left -= pays;
                    sum += pays;
                    ASSERT_NEAR(ceded.row[row], pays, 1e-12);
                    ASSERT_LE(ceded.row[row], loss);
                    ++row;
                }
                ASSERT_NEAR(ceded.cell[trial * years + year], sum, 1e-12);
                ASSERT_EQ(ceded.exhausted[trial * years + year], left < 1e-9 ? 1 : 0);
            }
        }
    }
}

TEST(CatBond, PaysByTheLossOfTheIndustryOrByAReading) {
    LossBlock block = trials_of(3, {{1}, {0, 70}, {8}});
    block.index = {24, 19, 27, 40};
    // 20, 0, 35 and then what is left
    const CatBond by_industry = bond(IndustryLossTrigger{ProRataPayout{20, 30}, {}}, 50, 3);
    EXPECT_EQ(cede_treaty(by_industry, block, Wanted::totals).cell, (Numbers{20, 30, 0}));
    EXPECT_EQ(cede_treaty(by_industry, block, Wanted::rows).row, (Numbers{1, 0, 30, 0}));
    IndexTrigger trigger;
    trigger.steps = {{20, 0.25}, {27, 0.5}};
    const CatBond by_reading = bond(ReadingTrigger{{trigger}, TriggerCombination::max}, 40, 3);
    EXPECT_EQ(cede_treaty(by_reading, block, Wanted::totals).cell, (Numbers{10, 20, 10}));
    const CatBond by_own_losses = bond(IndustryLossTrigger{BinaryPayout{30, {}}, ModelledIndustry{0.5}}, 40, 3);
    EXPECT_EQ(cede_treaty(by_own_losses, block, Wanted::totals).cell, (Numbers{0, 40, 0}));
}

TEST(CatBond, ReadsTheIndexOnlyIfItsTriggerDoes) {
    const PlainSetting plain(1);
    const auto needs_index = [&](BondTrigger const& trigger) {
        return bond(trigger, 40, 3).compile(plain.setting).needs_index();
    };
    EXPECT_FALSE(needs_index(OwnLossTrigger{10}));
    EXPECT_TRUE(needs_index(IndustryLossTrigger{ProRataPayout{20, 30}, {}}));
    EXPECT_FALSE(needs_index(IndustryLossTrigger{ProRataPayout{20, 30}, ModelledIndustry{2}}));
    EXPECT_TRUE(needs_index(ReadingTrigger{}));
    EXPECT_EQ(faulty_fields(ReadingTrigger{}), std::vector<std::string>{"triggers"});
    EXPECT_TRUE(faulty_fields(bond(OwnLossTrigger{10}, 40, 3)).empty());
}

}  // namespace
}  // namespace riskpool
