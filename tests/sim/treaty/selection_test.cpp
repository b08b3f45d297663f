// A selected block against a plain pass over all rows.
#include "sim/treaty/selection.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/laws/random_years.hpp"

namespace riskpool {
namespace {

/// A block of `insureds` insureds in which each event hits one to three of them, from two sources.
LossBlock random_block(Dice& dice, std::size_t insureds) {
    BlockBuilder builder;
    std::vector<SourceId> source;
    for (std::size_t year = 0; year < 6; ++year) {
        builder.year();
        if (dice.chance(0.2)) continue;
        for (std::size_t e = dice.count(40); e > 0; --e) {
            std::vector<Row> rows;
            for (std::size_t i = dice.count(insureds - 1); i < insureds && rows.size() < 3; i += 1 + dice.count(3)) {
                rows.push_back({i, dice.loss()});
            }
            builder.event(rows, dice.number(0, 1), dice.chance(0.2));
            source.emplace_back(dice.count(1));
        }
    }
    LossBlock block = builder.build();
    block.source = source;
    for (std::size_t e = 0; e < block.events(); ++e) block.index.push_back(dice.number(0, 9));
    for (std::size_t r = 0; r < block.rows(); ++r) block.ground_up.push_back(block.loss[r] + dice.number(0, 1));
    return block;
}

void expect_plain(Selection const& selection, LossBlock const& whole, SelectedBlock const& part) {
    std::size_t row = 0, event = 0;
    bool aggregates = false;
    for (std::size_t c = 0; c < whole.cells.size(); ++c) {
        ASSERT_EQ(part.block.event_begin[c], event);
        ASSERT_EQ(part.cell_begin[c], row);
        for (std::size_t e = whole.event_begin[c]; e < whole.event_begin[c + 1]; ++e) {
            const std::size_t first = row;
            for (std::uint32_t r = whole.row_begin[e]; r < whole.row_begin[e + 1]; ++r) {
                if (!selection.covered.empty() && selection.covered[whole.insured[r].index()] == 0) continue;
                if (!selection.caused.empty() && selection.caused[whole.source[e].index()] == 0) continue;
                ASSERT_LT(row, part.row_of.size());
                ASSERT_EQ(part.row_of[row], r);
                ASSERT_EQ(part.block.insured[row], whole.insured[r]);
                ASSERT_EQ(part.block.loss[row], whole.loss[r]);
                ASSERT_EQ(part.block.ground_up[row], whole.ground_up[r]);
                ++row;
            }
            if (row == first) continue;
            ASSERT_EQ(part.block.row_begin[event], first);
            ASSERT_EQ(part.block.time[event], whole.time[e]);
            ASSERT_EQ(part.block.source[event], whole.source[e]);
            ASSERT_EQ(part.block.index[event], whole.index[e]);
            ASSERT_EQ(part.block.aggregate[event], whole.aggregate[e]);
            aggregates = aggregates || whole.aggregate[e] != 0;
            ++event;
        }
    }
    EXPECT_EQ(part.block.event_begin.back(), event);
    EXPECT_EQ(part.block.row_begin.back(), row);
    EXPECT_EQ(part.cell_begin.back(), row);
    EXPECT_EQ(part.row_of.size(), row);
    EXPECT_EQ(part.block.has_aggregates, aggregates);
    EXPECT_EQ(part.block.single_rows, event == row);
}

TEST(SelectedBlock, HoldsTheRowsThatAPassOverAllOfThemFinds) {
    Dice dice(7);
    RowIndex index;  // memory of the block before must not show
    SelectedBlock part;
    for (int k = 0; k < 300; ++k) {
        const std::size_t insureds = 2 + dice.count(40);
        const LossBlock whole = random_block(dice, insureds);
        index.find(whole, insureds);
        Selection selection;
        const double density = dice.chance(0.5) ? 0.05 : 0.6;  // a few insureds are looked up, many are passed over
        if (!dice.chance(0.2)) {
            for (std::size_t i = 0; i < insureds; ++i) selection.covered.push_back(dice.chance(density) ? 1 : 0);
        }
        if (dice.chance(0.4)) selection.caused = {1, 0};
        part.select(selection, whole, index);
        ASSERT_NO_FATAL_FAILURE(expect_plain(selection, whole, part)) << "try " << k;
    }
}

TEST(SelectedBlock, NeedsNoInsuredsToSelectByCause) {
    Dice dice(8);
    LossBlock whole = random_block(dice, 3);
    RowIndex index;
    SelectedBlock with, without;
    index.find(whole, 3);
    const Selection floods{{}, {0, 1}};
    with.select(floods, whole, index);
    whole.insured.clear();
    RowIndex bare;
    bare.find(whole, 3);
    without.select(floods, whole, bare);
    EXPECT_EQ(with.row_of, without.row_of);
    EXPECT_FALSE(without.row_of.empty());
    EXPECT_TRUE(without.block.insured.empty());
}

}  // namespace
}  // namespace riskpool
