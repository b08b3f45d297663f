#include "sim/treaty/aggregate_xl.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/cat_layers.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

static_assert(TreatyKind<AggregateXl>);

AggregateXl aggregate(double limit, double attachment, double threshold, ThresholdForm form) {
    AggregateXl treaty;
    treaty.limit = limit;
    treaty.attachment = attachment;
    treaty.event_threshold = threshold;
    treaty.threshold_form = form;
    return treaty;
}

TEST(AggregateXl, CountsWholeEventsFromItsThresholdOn) {
    // 9 does not count, 10 and 30 do, then 40 more: 40 of 60 above 20, in order of date
    const AggregateXl treaty = aggregate(50, 20, 10, ThresholdForm::franchise);
    const Ceded ceded = cede_treaty(treaty, one_year({10, 9, 30, 40}), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{0, 0, 20, 30}));
    EXPECT_EQ(ceded.cell, Numbers{50});
    EXPECT_EQ(ceded.claims, Numbers{1});
    EXPECT_EQ(ceded.exhausted, Numbers{1});
}

TEST(AggregateXl, CountsThePartOfEachEventAboveItsThreshold) {
    const AggregateXl treaty = aggregate(50, 20, 10, ThresholdForm::deductible);
    const Ceded ceded = cede_treaty(treaty, one_year({10, 9, 30, 40}), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{0, 0, 0, 30}));
    EXPECT_EQ(ceded.exhausted, Numbers{0});
}

TEST(AggregateXl, RecoversNothingFromASumExactlyAtItsAttachmentAndPaysWithoutEndWhereItsLimitIsInfinite) {
    EXPECT_EQ(cede_treaty(aggregate(50, 20, 0, ThresholdForm::franchise), one_year({15, 5}), Wanted::rows).claims,
              Numbers{0});
    const Ceded ceded =
        cede_treaty(aggregate(infinity, 0, 0, ThresholdForm::franchise), one_year({1e9, 7}), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{1e9, 7}));
    EXPECT_EQ(ceded.exhausted, Numbers{0});
}

TEST(AggregateXl, LeavesOutYearlySumsAndSpreadsOverRows) {
    BlockBuilder builder;
    builder.year().yearly_sum({{0, 500}}).event({{0, 30}, {1, 10}}).year().event({{1, 12}});
    const Ceded ceded = cede_treaty(aggregate(50, 20, 15, ThresholdForm::franchise), builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{0, 15, 5, 0}));
    EXPECT_EQ(ceded.cell, (Numbers{20, 0}));
}

TEST(AggregateXl, AgreesWithTheYearsSums) {
    std::mt19937_64 random(29);
    auto number = [&](double high) { return high * static_cast<double>(random() >> 11) * 0x1p-53; };
    for (int k = 0; k < 200; ++k) {
        const auto form = random() % 2 == 0 ? ThresholdForm::franchise : ThresholdForm::deductible;
        const AggregateXl treaty = aggregate(number(100), number(60), number(20), form);
        Numbers losses(random() % 12);
        double sum = 0;
        for (double& loss : losses) {
            loss = number(40);
            if (loss < treaty.event_threshold) continue;
            sum += form == ThresholdForm::franchise ? loss : loss - treaty.event_threshold;
        }
        const double expected = std::clamp(sum - treaty.attachment, 0.0, treaty.limit);
        const Ceded ceded = cede_treaty(treaty, one_year(losses), Wanted::rows);
        ASSERT_NEAR(ceded.cell[0], expected, 1e-9);
        double rows = 0;
        for (std::size_t i = 0; i < losses.size(); ++i) {
            ASSERT_GE(ceded.row[i], 0);
            ASSERT_LE(ceded.row[i], losses[i]);
            rows += ceded.row[i];
        }
        ASSERT_NEAR(rows, expected, 1e-9);
        ASSERT_EQ(cede_treaty(treaty, one_year(losses), Wanted::totals).cell, ceded.cell);
    }
}

}  // namespace
}  // namespace riskpool
