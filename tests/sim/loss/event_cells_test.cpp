#include "sim/loss/event_cells.hpp"

#include <gtest/gtest.h>

namespace riskpool {
namespace {

TEST(ScaleLosses, MultipliesEachCellsAmountsAndDaysAndNothingElse) {
    EventColumns events;
    events.count = {2, 0, 6, 1};
    for (int e = 1; e <= 9; ++e) {
        events.damage.push_back(e);
        events.stock.push_back(10 * e);
        events.index.push_back(e);
    }
    std::vector<double> work;
    scale_losses(std::vector<double>{2, 5, 3, 0.5}, work, events);
    EXPECT_EQ(events.damage, (std::vector<double>{2, 4, 9, 12, 15, 18, 21, 24, 4.5}));
    EXPECT_EQ(events.stock, (std::vector<double>{20, 40, 90, 120, 150, 180, 210, 240, 45}));
    EXPECT_EQ(events.index, (std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST(ScaleLosses, KnowsEventsOfSeveralRows) {
    EventColumns events;
    events.count = {1, 2};
    events.row_count = {3, 0, 2};
    events.damage = {1, 1, 1, 1, 1};
    events.restart_days = {1, 2, 3, 4, 5};
    std::vector<double> work;
    scale_losses(std::vector<double>{2, 10}, work, events);
    EXPECT_EQ(events.damage, (std::vector<double>{2, 2, 2, 10, 10}));
    EXPECT_EQ(events.restart_days, (std::vector<double>{2, 4, 6, 40, 50}));
}

TEST(AppendCell, PutsCellsOfDifferentSetsTogether) {
    EventColumns plain;  // one row an event, all of one insured, no stock
    plain.count = {1, 2};
    plain.damage = {1, 2, 3};
    plain.sole_insured = InsuredId{std::size_t{4}};
    EventColumns rich;
    rich.count = {0, 1};
    rich.row_count = {2};
    rich.insured = {InsuredId{std::size_t{0}}, InsuredId{std::size_t{1}}};
    rich.damage = {7, 8};
    rich.stock = {70, 80};
    rich.index = {5};
    CellOffsets of_plain, of_rich;
    of_plain.find(plain);
    of_rich.find(rich);
    EventColumns all;
    append_cell(plain, of_plain, 1, all);
    append_cell(rich, of_rich, 1, all);
    append_cell(rich, of_rich, 0, all);
    append_cell(plain, of_plain, 0, all);
    EXPECT_EQ(all.count, (std::vector<std::uint32_t>{2, 1, 0, 1}));
    EXPECT_EQ(all.row_count, (std::vector<std::uint32_t>{1, 1, 2, 1}));
    EXPECT_EQ(all.damage, (std::vector<double>{2, 3, 7, 8, 1}));
    EXPECT_EQ(all.stock, (std::vector<double>{0, 0, 70, 80, 0}));
    EXPECT_EQ(all.index, (std::vector<double>{0, 0, 5, 0}));
    std::vector<std::size_t> who;
    for (std::size_t r = 0; r < all.rows(); ++r) who.push_back(all.insured_of(r).index());
    EXPECT_EQ(who, (std::vector<std::size_t>{4, 4, 0, 1, 4}));
}

}  // namespace
}  // namespace riskpool
