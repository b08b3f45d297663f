#include "sim/metric/exceedances.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/base/random.hpp"
#include "sim/metric/order_statistic.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/models/copula/copula_sample.hpp"

namespace riskpool {
namespace {

using Places = std::vector<std::uint64_t>;
using Values = std::vector<double>;

/// Half of the values are 0, and the others have ties.
Values some_values(std::size_t n) {
    Values values;
    for (std::uint64_t i = 0; i < n; ++i) {
        const double u = uniform({23, 0}, {i, 0}, 0);
        values.push_back(u < 0.5 ? 0 : std::floor(1000 * u));
    }
    return values;
}

/// By sorting all of them.
Places above_by_sorting(Values const& values, std::uint64_t beyond) {
    Values sorted = values;
    std::sort(sorted.begin(), sorted.end());
    const double quantile = sorted[sorted.size() - 1 - beyond];
    Places places;
    for (std::uint64_t i = 0; i < values.size(); ++i) {
        if (values[i] > quantile) places.push_back(i);
    }
    return places;
}

Exceedances kept(Values const& values, std::uint64_t keep, std::size_t block, std::size_t from = 0) {
    Exceedances exceedances(keep);
    for (std::size_t i = from; i < values.size(); i += block) {
        exceedances.add(i, std::span(values).subspan(i, std::min(block, values.size() - i)));
    }
    return exceedances;
}

TEST(Exceedances, AreThoseOfTheSortedSample) {
    const Values values = some_values(30'000);
    for (const std::uint64_t keep : {0U, 1U, 100U, 2'000U, 20'000U, 29'999U}) {
        for (const std::size_t block : {97U, 5'000U, 30'000U}) {
            const Exceedances exceedances = kept(values, keep, block);
            EXPECT_EQ(exceedances.above(keep), above_by_sorting(values, keep)) << keep << ' ' << block;
            EXPECT_EQ(exceedances.above(keep / 3), above_by_sorting(values, keep / 3)) << "of a run that was stopped";
        }
    }
}

TEST(Exceedances, AddUpFromPartsOfTheSeries) {
    const Values values = some_values(30'000);
    const Values first(values.begin(), values.begin() + 11'000);
    Exceedances parts = kept(first, 500, 700);
    parts.merge(kept(values, 500, 900, 11'000));
    EXPECT_EQ(parts.above(500), above_by_sorting(values, 500));

    Values twice = first;
    twice.insert(twice.end(), first.begin(), first.end());
    Exceedances drawn = kept(first, 500, 700);
    drawn.merge(kept(first, 500, 700), first.size());
    EXPECT_EQ(drawn.above(500), above_by_sorting(twice, 500));
}

// Five trials of two years. Both exceed in observations 2, 3 (trial 1) and 8 (trial 4): 3 of 10. By trials the numbers
// are 0, 2, 0, 0, 1, the sum of squares about their mean of 3/5 is 5 - 9/5.
TEST(CoExceedance, CountsTheErrorByTrials) {
    const Places a{2, 3, 5, 8}, b{0, 2, 3, 8, 9};
    const CoExceedance found = co_exceedance(a, b, 10, 2, 5);
    EXPECT_DOUBLE_EQ(found.probability.value, 0.3);
    EXPECT_DOUBLE_EQ(found.independent, 0.4 * 0.5);
    EXPECT_DOUBLE_EQ(found.probability.standard_error, std::sqrt(5 - 9.0 / 5) / 10);
}

TEST(CoExceedance, HasTheErrorOfIndependenceWhereThereIsNone) {
    const CoExceedance found = co_exceedance(Places{1, 2}, Places{3, 4}, 100, 1, 100);
    EXPECT_EQ(found.probability.value, 0);
    EXPECT_DOUBLE_EQ(found.probability.standard_error, std::sqrt(0.0004 * 0.9996 / 100));
}

// Two draws on the same random numbers say as much as one.
TEST(CoExceedance, CountsTrialsOfTheSameRandomNumbersOnce) {
    const CoExceedance once = co_exceedance(Places{4, 7}, Places{4, 7}, 1000, 1, 1000);
    const Places twice{4, 7, 1004, 1007};
    const CoExceedance drawn = co_exceedance(twice, twice, 2000, 1, 1000);
    EXPECT_DOUBLE_EQ(drawn.probability.value, once.probability.value);
    EXPECT_DOUBLE_EQ(drawn.probability.standard_error, once.probability.standard_error);
}

TEST(CoExceedance, ODP02IsTheJointTailOfTheCopula) {
    auto const& known = answer("O-DP-02");
    auto const& in = known.at("inputs");
    const StudentCopula student{.degrees = in["t"]["nu"].get<double>(), .correlation = in["t"]["rho"].get<double>()};
    for (auto const& [name, family] :
         std::vector<std::pair<std::string, CopulaKinds>>{{"gaussian", GaussianCopula{.correlation = in["gaussian"]}},
                                                          {"t", student},
                                                          {"clayton", ClaytonCopula{in["clayton"]}},
                                                          {"gumbel", GumbelCopula{in["gumbel"]}}}) {
        const std::uint64_t n = 60'000;
        const Columns u = sample_copula(family, 2, n);
        for (auto const& level : {"0.95", "0.99"}) {
            const std::uint64_t beyond = n - quantile_rank(std::stod(level), n);
            const Places a = kept(u[0], beyond, 1280).above(beyond), b = kept(u[1], beyond, 1280).above(beyond);
            const CoExceedance found = co_exceedance(a, b, n, 1, n);
            EXPECT_EQ(a.size(), beyond);
            EXPECT_NEAR(found.probability.value, known["expected"][name]["joint_upper"][level].get<double>(),
                        4 * found.probability.standard_error)
                << name << ' ' << level;
        }
    }
}

}  // namespace
}  // namespace riskpool
