#include "sim/metric/standard_deviation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/sim/metric/sample.hpp"

namespace riskpool {
namespace {

TEST(StandardDeviationMetric, IsThatOfAYear) {
    const std::vector<double> values{1, 0, 0, 7, 2, 0};
    std::vector<MetricRow> rows;
    StandardDeviation{}.measure(Sample(values).summary, rows);
    StandardDeviation{}.measure(Sample(values, 1, Basis::occurrence).summary, rows);
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows[0].metric, "sd");
    EXPECT_NEAR(rows[0].value, std::sqrt((54 - 100.0 / 6) / 5), 1e-14);
    EXPECT_GT(rows[0].standard_error, 0);
    EXPECT_NEAR(rows[0].high - rows[0].low, 2 * 1.959963984540054 * rows[0].standard_error, 1e-12);
    EXPECT_EQ(StandardDeviation{}.lowest_level(), 1);
}

}  // namespace
}  // namespace riskpool
