#include "sim/loss/thinning.hpp"

#include <gtest/gtest.h>

namespace riskpool {
namespace {

using Marks = std::vector<std::uint8_t>;
using Numbers = std::vector<std::uint32_t>;

TEST(Thinning, KeepsEventsAndRowsInTheirOrder) {
    EventColumns events;
    events.count = {2, 0, 2};
    events.row_count = {2, 1, 3, 1};
    events.time = {0.1F, 0.2F, 0.3F, 0.4F};
    events.index = {1, 2, 3, 4};
    events.delay = {5, 6, 7, 8};
    events.damage = {10, 11, 20, 30, 31, 32, 40};
    for (std::uint32_t i = 0; i < 7; ++i) events.insured.emplace_back(i);
    Marks rows{1, 1, 1, 1, 0, 1, 0};
    keep_only(Marks{0, 1, 1, 1}, rows, events);
    EXPECT_EQ(events.count, (Numbers{1, 0, 2}));
    EXPECT_EQ(events.row_count, (Numbers{1, 2, 0}));
    EXPECT_EQ(events.time, (std::vector<float>{0.2F, 0.3F, 0.4F}));
    EXPECT_EQ(events.index, (std::vector<double>{2, 3, 4}));
    EXPECT_EQ(events.delay, (std::vector<float>{6, 7, 8}));
    EXPECT_EQ(events.damage, (std::vector<double>{20, 30, 32}));
    EXPECT_EQ(events.insured[2].value, 5U);
    EXPECT_TRUE(events.stock.empty());
}

TEST(Thinning, NumbersRowsOnlyWhereAnEventLosesItsOnlyOne) {
    EventColumns events;
    events.count = {3};
    events.damage = {1, 2, 3};
    EventColumns same = events;
    Marks rows{1, 1, 1};
    keep_only(Marks{1, 0, 1}, rows, events);
    EXPECT_TRUE(events.row_count.empty());
    EXPECT_EQ(events.count, Numbers{2});
    EXPECT_EQ(events.damage, (std::vector<double>{1, 3}));
    rows = {1, 0, 0};
    keep_only(Marks{1, 1, 0}, rows, same);
    EXPECT_EQ(same.row_count, (Numbers{1, 0}));
    EXPECT_EQ(same.damage, std::vector<double>{1});
}

}  // namespace
}  // namespace riskpool
