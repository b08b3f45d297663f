#include "sim/metric/ep_curve.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/metric/sample.hpp"

namespace riskpool {
namespace {

// Years of O-EP-01: independent Poisson numbers of events with fixed losses.
struct Years {
    std::vector<double> largest, total;

    explicit Years(std::size_t count) {
        std::mt19937_64 engine(21);
        std::vector<std::poisson_distribution<int>> number;
        std::vector<double> loss;
        for (auto const& event : answer("O-EP-01")["inputs"]["elt"]) {
            number.emplace_back(event[0].get<double>());
            loss.push_back(event[1].get<double>());
        }
        for (std::size_t year = 0; year < count; ++year) {
            double high = 0, sum = 0;
            for (std::size_t i = 0; i < loss.size(); ++i) {
                const int events = number[i](engine);
                if (events > 0) high = std::max(high, loss[i]);
                sum += events * loss[i];
            }
            largest.push_back(high);
            total.push_back(sum);
        }
    }
};

TEST(EpCurve, ReadsTheKnownCurves) {
    const Years years(1'000'000);
    auto const& expected = answer("O-EP-01")["expected"];
    const EpCurve curve{{10, 25, 50, 100, 200, 250}};
    const Sample occurrence(years.largest, 1, Basis::occurrence), annual(years.total),
        path(years.total, 1, Basis::path);
    std::vector<MetricRow> rows;
    for (Sample const* sample : {&occurrence, &annual, &path}) curve.measure(sample->summary, rows);
    ASSERT_EQ(rows.size(), 12);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].metric, i < 6 ? "oep" : "aep");
        EXPECT_EQ(rows[i].basis, i < 6 ? "occurrence" : "annual");
        EXPECT_EQ(rows[i].parameter, curve.return_periods[i % 6]);
        EXPECT_EQ(rows[i].tail_count, static_cast<std::uint64_t>(1'000'000 / rows[i].parameter));
        const std::string period = std::to_string(static_cast<int>(rows[i].parameter));
        const double truth = expected[i < 6 ? "OEP_PML" : "AEP_PML"][period].get<double>();
        // The rarest event alone has 0.003992, too near to 1 in 250 for a million years to tell: there the interval
        // must.
        if (rows[i].parameter == 250) {
            EXPECT_LE(rows[i].low, truth);
            EXPECT_GE(rows[i].high, truth);
        } else {
            EXPECT_EQ(rows[i].value, truth) << rows[i].metric << ' ' << period;
        }
    }
}

TEST(EpCurve, LeavesTheKnownProbabilitiesAboveItsPoints) {
    const Years years(1'000'000);
    auto const& expected = answer("O-EP-01")["expected"];
    for (auto const& [name, values] : {std::pair{"OEP", &years.largest}, std::pair{"AEP", &years.total}}) {
        for (auto const& [threshold, truth] : expected[name].items()) {
            const double x = std::stod(threshold);
            std::vector<double> above(*values);
            for (double& value : above) value = value > x ? 1 : 0;
            const Estimate estimate = probability(series_sums(above));
            EXPECT_NEAR(estimate.value, truth.get<double>(), 4 * estimate.standard_error) << name << threshold;
        }
    }
}

TEST(EpCurve, OfTotalsIsNeverBelowThatOfLargestEvents) {
    const Years years(100'000);
    std::vector<MetricRow> oep, aep;
    EpCurve{}.measure(Sample(years.largest, 1, Basis::occurrence).summary, oep);
    EpCurve{}.measure(Sample(years.total).summary, aep);
    ASSERT_EQ(oep.size(), 8);
    for (std::size_t i = 0; i < oep.size(); ++i) EXPECT_GE(aep[i].value, oep[i].value);
}

TEST(EpCurve, NeedsTheTailOfItsShortestPeriod) {
    EXPECT_EQ(EpCurve{}.lowest_level(), 0.9);
    EXPECT_EQ((EpCurve{{500, 20, 100}}.lowest_level()), 0.95);
    EXPECT_EQ((EpCurve{{}}.lowest_level()), 1);
}

}  // namespace
}  // namespace riskpool
