#include "sim/metric/tvar.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/sim/metric/sample.hpp"

namespace riskpool {
namespace {

std::vector<double> one_to(int n) {
    std::vector<double> values;
    for (int i = n; i > 0; --i) values.push_back(i);
    return values;
}

TEST(Tvar, AveragesTheWorstShareOfYears) {
    const std::vector<double> values = one_to(20);
    std::vector<MetricRow> rows;
    Tvar{0.8}.measure(Sample(values).summary, rows);
    Tvar{0.8}.measure(Sample(values, 1, Basis::path).summary, rows);
    Tvar{0.8}.measure(Sample(values, 1, Basis::occurrence).summary, rows);
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(rows[0].metric, "tvar");
    EXPECT_EQ(rows[0].basis, "annual");
    EXPECT_EQ(rows[1].basis, "path");
    EXPECT_EQ(rows[0].parameter, 0.8);
    EXPECT_EQ(rows[0].tail_count, 4);
    EXPECT_DOUBLE_EQ(rows[0].value, 18.5 /* the mean of 17, 18, 19 and 20 */);
    EXPECT_LT(rows[0].low, rows[0].value);
    EXPECT_GT(rows[0].high, rows[0].value);
    EXPECT_EQ(Tvar{0.8}.lowest_level(), 0.8);
}

}  // namespace
}  // namespace riskpool
