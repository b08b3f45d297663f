#include "models/sources/year_path.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/sources/risk_measure.hpp"
#include "tests/models/severity/recorded_faults.hpp"

// Tests name the fields that matter to them and leave out the rest.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace riskpool {
namespace {

using Faults = std::vector<std::string>;

TEST(YearPath, IsConstantGrowsOrIsGivenYearByYear) {
    EXPECT_EQ(YearPath{}.factor(7), 1);
    EXPECT_EQ(YearPath{.start = 0.4}.factor(3), 0.4);
    const YearPath growing{.start = 2, .growth = 0.1};
    EXPECT_EQ(growing.factor(1), 2);
    EXPECT_NEAR(growing.factor(5), 2 * 1.1 * 1.1 * 1.1 * 1.1, 1e-14);
    const YearPath by_log{.log_rate = -0.2, .base_year = -2};
    EXPECT_NEAR(by_log.factor(1), std::exp(-0.6), 1e-15);
    const YearPath given{.by_year = {1, 0.5, 0.25}};
    EXPECT_EQ(given.factor(2), 0.5);
    EXPECT_EQ(given.factor(9), 0.25);
}

TEST(YearPath, LearnsByThePowerLawOfUnitsFlown) {
    // Crow: expected failures of the first n launches are l n^b. 5 launches before, 10 a year, b = 0.6.
    const ReliabilityGrowth launches{.before = 5, .per_year = 10, .slope = 0.4};
    const auto until = [](double n) { return std::pow(n, 0.6); };
    EXPECT_EQ(launches.factor(1), 1);
    EXPECT_NEAR(launches.factor(3), (until(35) - until(25)) / (until(15) - until(5)), 1e-14);
    double sum = 0;
    for (std::uint32_t year = 1; year <= 8; ++year) sum += launches.factor(year);
    EXPECT_NEAR(sum, (until(85) - until(5)) / (until(15) - until(5)), 1e-13);
    EXPECT_NEAR((ReliabilityGrowth{.before = 0, .per_year = 3, .slope = 0}.factor(9)), 1, 1e-15);
    const YearPath half{.start = 0.5, .learning = launches};
    EXPECT_NEAR(half.factor(3), 0.5 * launches.factor(3), 1e-15);
}

TEST(YearPath, IsGivenInOneWay) {
    EXPECT_EQ(faulty_fields(YearPath{}), Faults{});
    EXPECT_EQ(faulty_fields(YearPath{.growth = 0.1, .by_year = {1}}), Faults{"by_year"});
    EXPECT_EQ(faulty_fields(YearPath{.start = 2, .by_year = {1}}), Faults{"by_year"});
    EXPECT_EQ(faulty_fields(YearPath{.growth = 0.1, .log_rate = 0.1}), Faults{"log_rate"});
    EXPECT_EQ(faulty_fields(YearPath{.base_year = 0}), Faults{"base_year"});
    EXPECT_EQ(faulty_fields(YearPath{.growth = 0.1, .base_year = 0}), Faults{});
}

TEST(RiskMeasure, PreventsSomethingInYearsInOrder) {
    EXPECT_EQ(faulty_fields(RiskMeasure{.name = "X", .fewer_events = 0.1}), Faults{});
    EXPECT_EQ(faulty_fields(RiskMeasure{.name = "X", .cost = 5}), Faults{""});
    EXPECT_EQ(faulty_fields(RiskMeasure{.fewer_events = 0.1}), Faults{"name"});
    EXPECT_EQ(faulty_fields(RiskMeasure{.name = "X", .fewer_events = 0.1, .from_year = 3, .until_year = 2}),
              Faults{"until_year"});
    EXPECT_EQ(faulty_fields(RiskMeasure{.name = "X", .fewer_events = 0.1, .paid_by = MeasurePayer::state}),
              Faults{"paid_by"});
    const RiskMeasure between{.name = "X", .fewer_events = 0.1, .from_year = 2, .until_year = 3};
    EXPECT_FALSE(between.works_in(1));
    EXPECT_TRUE(between.works_in(2) && between.works_in(3));
    EXPECT_FALSE(between.works_in(4));
}

}  // namespace
}  // namespace riskpool
