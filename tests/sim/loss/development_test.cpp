#include "sim/loss/development.hpp"

#include <gtest/gtest.h>

namespace riskpool {
namespace {

using Numbers = std::vector<std::uint32_t>;
using Figures = std::vector<double>;

/// Two trials of three years: an event of two rows in year 1 and one in year 3 of the first, one in year 2 of the
/// second.
SourcePart three_events() {
    SourcePart part;
    part.events.count = {1, 0, 1, 0, 1, 0};
    part.events.row_count = {2, 1, 1};
    part.events.time = {0.1F, 0.2F, 0.3F};
    part.events.index = {5, 0, 7};
    part.events.delay = {1, 2, 3};
    part.events.damage = {100, 200, 10, 40};
    for (const std::uint32_t i : {0U, 1U, 1U, 0U}) part.events.insured.emplace_back(i);
    part.insured_loss = {80, 180, 8, 32};
    part.ground_up = part.events.damage;
    return part;
}

TEST(Development, BooksEachPartInItsYearAndWithinItsTrial) {
    SourcePart part = three_events();
    DevelopmentScratch scratch;
    develop({0, 2, 3}, Figures{0.25, 0.5, 0.25}, scratch, part);
    EXPECT_EQ(part.events.count, (Numbers{1, 1, 2, 0, 1, 1}));
    EXPECT_EQ(part.events.row_count, (Numbers{2, 2, 1, 2, 1, 1}));
    EXPECT_EQ(part.insured_loss, (Figures{20, 45, 40, 90, 2, 20, 45, 8, 16}));
    EXPECT_EQ(part.ground_up, (Figures{25, 50, 50, 100, 2.5, 25, 50, 10, 20}));
    EXPECT_EQ(part.losses().size(), part.events.rows());
    // An index is read once, when the event happens.
    EXPECT_EQ(part.events.index, (Figures{5, 0, 0, 0, 7, 0}));
    EXPECT_EQ(part.events.time, (std::vector<float>{0.1F, 0.1F, 0.2F, 0.1F, 0.3F, 0.3F}));
    EXPECT_EQ(part.events.delay, (std::vector<float>{1, 1, 2, 1, 3, 3}));
    EXPECT_EQ(part.events.insured[4].value, 1U);
}

TEST(Development, LeavesOutYearsInWhichNothingIsReportedUnlessAnIndexIs) {
    SourcePart part = three_events();
    DevelopmentScratch scratch;
    develop({0, 2, 3}, Figures{0, 1}, scratch, part);
    EXPECT_EQ(part.events.count, (Numbers{1, 1, 0, 0, 1, 1}));
    EXPECT_EQ(part.events.index, (Figures{5, 0, 7, 0}));
    EXPECT_EQ(part.insured_loss, (Figures{0, 0, 80, 180, 0, 32}));
}

TEST(Development, ServesLossesThatAreAmountsAsTheyStand) {
    SourcePart part;
    part.plain = true;
    part.events.count = {1, 1};
    part.events.damage = {8, 4};
    DevelopmentScratch scratch;
    develop({7, 1, 2}, Figures{0.75, 0.25}, scratch, part);
    EXPECT_EQ(part.events.count, (Numbers{1, 2}));
    EXPECT_EQ((Figures{part.losses().begin(), part.losses().end()}), (Figures{6, 3, 2}));
    EXPECT_TRUE(part.plain);
}

}  // namespace
}  // namespace riskpool
