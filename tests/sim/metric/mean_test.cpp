#include "sim/metric/mean.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "tests/sim/metric/sample.hpp"

namespace riskpool {
namespace {

const std::vector<double> values{1, 0, 0, 7, 2, 0};

TEST(Aal, IsTheMeanOfAYearWithItsInterval) {
    const Sample sample(values);
    std::vector<MetricRow> rows;
    Aal{}.measure(sample.summary, rows);
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows[0].metric, "aal");
    EXPECT_EQ(rows[0].party, "Pool");
    EXPECT_EQ(rows[0].quantity, "net loss");
    EXPECT_EQ(rows[0].basis, "annual");
    EXPECT_TRUE(std::isnan(rows[0].parameter));
    EXPECT_DOUBLE_EQ(rows[0].value, 10.0 / 6);
    // Squares about the mean add to 54 - 100 / 6.
    const double error = std::sqrt((54 - 100.0 / 6) / 5 / 6);
    EXPECT_NEAR(rows[0].standard_error, error, 1e-14);
    EXPECT_NEAR(rows[0].low, 10.0 / 6 - 1.959963984540054 * error, 1e-12);
    EXPECT_NEAR(rows[0].high, 10.0 / 6 + 1.959963984540054 * error, 1e-12);
    EXPECT_EQ(rows[0].tail_count, 0);
    EXPECT_EQ(rows[0].warning, "");
    EXPECT_EQ(Aal{}.lowest_level(), 1);
}

TEST(Aal, IsCalledMeanOnPathsAndIsNotReadFromLargestEvents) {
    std::vector<MetricRow> rows;
    Aal{}.measure(Sample(values, 1, Basis::path).summary, rows);
    Aal{}.measure(Sample(values, 1, Basis::occurrence).summary, rows);
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows[0].metric, "mean");
    EXPECT_EQ(rows[0].basis, "path");
}

TEST(Aal, SaysThatNothingHappened) {
    std::vector<MetricRow> rows;
    Aal{}.measure(Sample(std::vector<double>(50, 0.0)).summary, rows);
    EXPECT_EQ(rows[0].value, 0);
    EXPECT_NE(rows[0].warning.find("never other than 0 in 50"), std::string::npos) << rows[0].warning;
}

}  // namespace
}  // namespace riskpool
