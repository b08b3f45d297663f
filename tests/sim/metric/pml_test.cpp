#include "sim/metric/pml.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/metric/sample.hpp"

namespace riskpool {
namespace {

TEST(Pml, IsTheSmallestAmountExceededOnceInItsPeriodOnItsBasis) {
    std::vector<double> events, totals;
    for (int i = 1; i <= 1000; ++i) {
        events.push_back(i);
        totals.push_back(2 * i);
    }
    const Sample occurrence(events, 1, Basis::occurrence), annual(totals), path(totals, 1, Basis::path);
    std::vector<MetricRow> rows;
    for (Sample const* sample : {&occurrence, &annual, &path}) {
        Pml{200, PmlBasis::occurrence}.measure(sample->summary, rows);
        Pml{200, PmlBasis::annual}.measure(sample->summary, rows);
    }
    // 5 of 1000 years, 1 in 200, exceed 995.
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(rows[0].metric, "pml");
    EXPECT_EQ(rows[0].basis, "occurrence");
    EXPECT_EQ(rows[0].parameter, 200);
    EXPECT_EQ(rows[0].value, 995);
    EXPECT_EQ(rows[0].tail_count, 5);
    EXPECT_EQ(rows[1].basis, "annual");
    EXPECT_EQ(rows[1].value, 1990);
    EXPECT_EQ((Pml{50, PmlBasis::annual}.lowest_level()), 0.98);
}

TEST(Pml, AgreesWithTheKnownTailMeansOfItsPeriods) {
    // The exact law of the year's total of O-EP-01 as midpoint quantiles, by convolution of Poisson numbers of events.
    auto const& known = answer("O-EP-01");
    std::vector<double> law{1.0};
    law.resize(2000);
    for (auto const& event : known["inputs"]["elt"]) {
        const double rate = event[0].get<double>();
        const auto loss = event[1].get<std::size_t>();
        std::vector<double> next(law.size());
        double weight = std::exp(-rate);
        for (std::size_t count = 0; count * loss < law.size() && weight > 1e-30; ++count) {
            for (std::size_t s = count * loss; s < law.size(); ++s) next[s] += weight * law[s - count * loss];
            weight *= rate / static_cast<double>(count + 1);
        }
        law = next;
    }
    constexpr std::size_t n = 2'000'000;
    std::vector<double> totals;
    double cumulative = 0;
    for (std::size_t s = 0; s < law.size(); ++s) {
        cumulative += law[s];
        while (totals.size() < n && static_cast<double>(totals.size()) + 0.5 < cumulative * static_cast<double>(n)) {
            totals.push_back(static_cast<double>(s));
        }
    }
    const Sample sample(totals);
    for (auto const& [period, truth] : known["expected"]["AEP_PML"].items()) {
        const double T = std::stod(period);
        std::vector<MetricRow> rows;
        Pml{T, PmlBasis::annual}.measure(sample.summary, rows);
        EXPECT_EQ(rows[0].value, truth.get<double>()) << period;
        const double tail_mean = known["expected"]["AEP_TVaR"][period].get<double>();
        // Half an observation at each of the steps, the largest of which is 200 wide, of n / T in the tail.
        EXPECT_NEAR(tail_value_at_risk(sample.summary, 1 - 1 / T).estimate.value, tail_mean,
                    200 * T / static_cast<double>(n));
    }
}

}  // namespace
}  // namespace riskpool
