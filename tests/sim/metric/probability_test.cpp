#include "sim/metric/probability.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/sim/metric/sample.hpp"

namespace riskpool {
namespace {

TEST(ProbabilityMetric, IsTheShareOfYearsAboveZero) {
    std::vector<double> values(200, 0.0);
    values[3] = 12;
    values[150] = 0.5;
    values[7] = -4;
    std::vector<MetricRow> rows;
    for (Basis const basis : {Basis::annual, Basis::occurrence, Basis::path}) {
        Probability{}.measure(Sample(values, 1, basis).summary, rows);
    }
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(rows[0].metric, "probability");
    EXPECT_EQ(rows[0].basis, "annual");
    EXPECT_EQ(rows[1].basis, "path");
    EXPECT_EQ(rows[0].value, 0.01);
    EXPECT_NEAR(rows[0].standard_error, std::sqrt(0.01 * 0.99 / 200), 1e-15);
    EXPECT_GT(rows[0].low, 0);
    EXPECT_LT(rows[0].low, 0.01);
    EXPECT_GT(rows[0].high, 0.01);
}

}  // namespace
}  // namespace riskpool
