#include "sim/loss/assemble.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace riskpool {
namespace {

/// One event as the plain reference holds it.
struct PlainRow {
    std::size_t insured = 0;
    double loss = 0, ground_up = 0;
    bool operator==(PlainRow const&) const = default;
};
struct PlainEvent {
    float time = 0;
    std::size_t source = 0;
    bool aggregate = false;
    std::vector<PlainRow> rows;
    double index = 0;
    float delay = 0;
    bool operator==(PlainEvent const&) const = default;
};
using PlainCells = std::vector<std::vector<PlainEvent>>;

enum class Rows : std::uint8_t { one, any };

/// Sources with random events: some cells and some sources are empty, many times are equal, and some sources report
/// an index, a delay, both or neither.
struct RandomParts {
    CellRange cells;
    std::vector<SourcePart> parts;
    PlainCells events;  // source after source

    RandomParts(std::mt19937_64& random, std::size_t sources, Rows rows) {
        const auto below = [&](std::size_t n) { return random() % n; };
        cells.trials = static_cast<std::uint32_t>(1 + below(5));
        cells.years = static_cast<std::uint32_t>(1 + below(3));
        events.resize(cells.size());
        double next_loss = 1;
        for (std::size_t s = 0; s < sources; ++s) {
            SourcePart part;
            part.aggregate = below(4) == 0;
            const bool sole = below(3) == 0;
            const std::size_t most = below(8);
            const bool index = below(2) == 0;
            const bool delay = below(2) == 0;
            part.events.sole_insured = InsuredId{std::size_t{7}};
            for (std::size_t c = 0; c < cells.size(); ++c) {
                const std::size_t n = most == 0 ? 0 : below(most + 1);
                part.events.count.push_back(static_cast<std::uint32_t>(n));
                for (std::size_t k = 0; k < n; ++k) {
                    PlainEvent event{static_cast<float>(below(4)) / 4, s, part.aggregate, {}};
                    const std::size_t size = rows == Rows::one ? 1 : 1 + below(4);
                    for (std::size_t r = 0; r < size; ++r, ++next_loss) {
                        event.rows.push_back({sole ? 7 : below(5), next_loss, next_loss + 0.5});
                        if (!sole) part.events.insured.push_back(InsuredId{event.rows.back().insured});
                        part.events.damage.push_back(next_loss + 0.5);
                        part.insured_loss.push_back(next_loss);
                        part.ground_up.push_back(next_loss + 0.5);
                    }
                    if (rows == Rows::any) part.events.row_count.push_back(static_cast<std::uint32_t>(size));
                    part.events.time.push_back(event.time);
                    if (index) part.events.index.push_back(event.index = next_loss + 0.25);
                    if (delay) part.events.delay.push_back(event.delay = static_cast<float>(below(100)));
                    events[c].push_back(std::move(event));
                }
            }
            parts.push_back(std::move(part));
        }
    }

    /// The same cells in order of time; events of the same time stay in order of source and ordinal.
    [[nodiscard]] PlainCells sorted() const {
        PlainCells by_time = events;
        for (auto& cell : by_time) {
            std::stable_sort(cell.begin(), cell.end(),
                             [](PlainEvent const& a, PlainEvent const& b) { return a.time < b.time; });
        }
        return by_time;
    }
};

/// What a block holds, event by event.
PlainCells cells_of(LossBlock const& block) {
    PlainCells cells(block.cells.size());
    for (std::size_t c = 0; c < cells.size(); ++c) {
        for (std::uint32_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
            PlainEvent event{block.time[e], block.source[e].index(), block.aggregate[e] != 0, {}};
            if (!block.index.empty()) event.index = block.index[e];
            if (!block.delay.empty()) event.delay = block.delay[e];
            for (std::uint32_t r = block.row_begin[e]; r < block.row_begin[e + 1]; ++r) {
                event.rows.push_back({block.insured[r].index(), block.loss[r], block.ground_up[r]});
            }
            cells[c].push_back(std::move(event));
        }
    }
    return cells;
}

LossBlock assembled(CellRange const& cells, std::vector<SourcePart> const& parts, bool by_time,
                    AssembleScratch& scratch) {
    LossBlock block;
    assemble_block(cells, parts, {by_time}, scratch, block);
    return block;
}

void expect_as_the_reference(Rows rows) {
    std::mt19937_64 random(rows == Rows::one ? 3 : 4);
    AssembleScratch scratch;
    LossBlock reused;
    for (int round = 0; round < 2000; ++round) {
        const RandomParts random_parts(random, 1 + random() % 4, rows);
        for (const bool by_time : {false, true}) {
            assemble_block(random_parts.cells, random_parts.parts, {by_time, true, true, true, true}, scratch, reused);
            ASSERT_EQ(reused.index.size(), reused.events());
            ASSERT_EQ(reused.delay.size(), reused.events());
            ASSERT_EQ(reused.event_begin.size(), random_parts.cells.size() + 1);
            ASSERT_EQ(cells_of(reused), by_time ? random_parts.sorted() : random_parts.events);
            const bool aggregates = std::any_of(random_parts.parts.begin(), random_parts.parts.end(),
                                                [](SourcePart const& part) { return part.aggregate; });
            EXPECT_EQ(reused.has_aggregates, aggregates);
            EXPECT_EQ(reused.row_begin.size(), reused.events() + 1);
            EXPECT_EQ(reused.row_begin.back(), reused.rows());
        }
    }
}

TEST(AssembleBlock, PutsEventsOfOneRowInOrderOfTimeSourceAndOrdinal) {
    expect_as_the_reference(Rows::one);
}

TEST(AssembleBlock, PutsEventsOfAnyNumberOfRowsInOrderOfTimeSourceAndOrdinal) {
    expect_as_the_reference(Rows::any);
}

TEST(AssembleBlock, GivesTheSameByTheShortWayOfSingleRows) {
    std::mt19937_64 random(5);
    AssembleScratch scratch;
    for (int round = 0; round < 500; ++round) {
        RandomParts random_parts(random, 1 + random() % 4, Rows::one);
        const LossBlock quick = assembled(random_parts.cells, random_parts.parts, round % 2 == 0, scratch);
        EXPECT_TRUE(quick.single_rows);
        std::size_t events = 0;
        for (auto& part : random_parts.parts) {
            part.events.row_count.assign(part.events.damage.size(), 1);
            events += part.events.damage.size();
        }
        const LossBlock slow = assembled(random_parts.cells, random_parts.parts, round % 2 == 0, scratch);
        EXPECT_EQ(slow.single_rows, events == 0);  // without events there is no row count to see
        EXPECT_EQ(quick.event_begin, slow.event_begin);
        EXPECT_EQ(quick.row_begin, slow.row_begin);
        EXPECT_EQ(quick.time, slow.time);
        EXPECT_EQ(quick.aggregate, slow.aggregate);
        EXPECT_EQ(quick.loss, slow.loss);
        EXPECT_EQ(quick.ground_up, slow.ground_up);
        EXPECT_EQ(cells_of(quick), cells_of(slow));
    }
}

TEST(AssembleBlock, KeepsTheOrderOfSourcesAmongEventsOfTheSameTime) {
    std::vector<SourcePart> parts(2);
    for (auto& part : parts) {
        part.events.count = {2};
        part.events.time = {0.5F, 0.25F};
        part.events.damage = {1, 2};
    }
    parts[0].insured_loss = {1, 2};
    parts[1].insured_loss = {3, 4};
    AssembleScratch scratch;
    const LossBlock block = assembled({0, 1, 1}, parts, true, scratch);
    EXPECT_EQ(block.loss, (std::vector<double>{2, 4, 1, 3}));
    EXPECT_EQ(block.time, (std::vector<float>{0.25F, 0.25F, 0.5F, 0.5F}));
}

TEST(AssembleBlock, LeavesOutTimesAndGroundUpLossesThatASourceDoesNotGive) {
    std::mt19937_64 random(6);
    AssembleScratch scratch;
    RandomParts random_parts(random, 3, Rows::any);
    while (random_parts.parts[1].events.damage.empty()) random_parts = RandomParts(random, 3, Rows::any);
    random_parts.parts[1].events.time.clear();
    random_parts.parts[1].ground_up.clear();
    const LossBlock block = assembled(random_parts.cells, random_parts.parts, false, scratch);
    EXPECT_TRUE(block.time.empty());
    EXPECT_TRUE(block.ground_up.empty());
    EXPECT_EQ(block.rows(), block.row_begin.back());
}

TEST(AssembleBlock, FillsIndexAndDelayOnlyForThoseWhoReadThem) {
    std::vector<SourcePart> parts(2);
    for (auto& part : parts) {
        part.events.count = {1, 1};
        part.events.time = {0.5F, 0.25F};
        part.events.damage = {1, 2};
        part.insured_loss = {1, 2};
    }
    parts[1].events.index = {6.5, 7};
    parts[0].events.delay = {0.5F, 2.0F};
    AssembleScratch scratch;
    LossBlock block;
    const auto readings = [&](bool index, bool delay) {
        assemble_block({0, 2, 1}, parts, {.by_time = true, .index = index, .delay = delay}, scratch, block);
        return std::pair(block.index, block.delay);
    };
    using Numbers = std::vector<double>;
    using Floats = std::vector<float>;
    EXPECT_EQ(readings(true, true), (std::pair(Numbers{0, 6.5, 0, 7}, Floats{0.5F, 0, 2, 0})));
    EXPECT_EQ(readings(true, false), (std::pair(Numbers{0, 6.5, 0, 7}, Floats{})));
    EXPECT_EQ(readings(false, true), (std::pair(Numbers{}, Floats{0.5F, 0, 2, 0})));
    EXPECT_EQ(readings(false, false), (std::pair(Numbers{}, Floats{})));
}

TEST(AssembleBlock, KeepsAnEventThatSparesEveryInsured) {
    std::vector<SourcePart> parts(2);
    parts[0].events.count = {2};
    parts[0].events.row_count = {0, 2};
    parts[0].events.time = {0.5F, 0.25F};
    parts[0].events.index = {30, 20};
    parts[0].events.damage = parts[0].insured_loss = {3, 4};
    parts[1].events.count = {1};
    parts[1].events.time = {0.75F};
    parts[1].events.damage = parts[1].insured_loss = {5};
    AssembleScratch scratch;
    LossBlock block;
    assemble_block({0, 1, 1}, parts, {.by_time = true, .index = true}, scratch, block);
    EXPECT_EQ(block.index, (std::vector<double>{20, 30, 0}));
    EXPECT_EQ(block.row_begin, (std::vector<std::uint32_t>{0, 2, 2, 3}));
    EXPECT_EQ(block.loss, (std::vector<double>{3, 4, 5}));
    EXPECT_FALSE(block.single_rows);
}

TEST(AssembleBlock, OfNoEventsHasEmptyCells) {
    std::vector<SourcePart> parts(2);
    for (auto& part : parts) part.events.count = {0, 0, 0, 0};
    AssembleScratch scratch;
    for (const bool by_time : {false, true}) {
        const LossBlock block = assembled({10, 2, 2}, parts, by_time, scratch);
        EXPECT_EQ(block.event_begin, (std::vector<std::uint32_t>{0, 0, 0, 0, 0}));
        EXPECT_EQ(block.row_begin, std::vector<std::uint32_t>{0});
        EXPECT_EQ(block.rows(), 0U);
        EXPECT_EQ(block.cells, (CellRange{10, 2, 2}));
    }
}

}  // namespace
}  // namespace riskpool
