#include "sim/check/yearly_limit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "sim/check/retained_premium.hpp"
#include "sim/check/solvency.hpp"

namespace riskpool {
namespace {

struct Found {
    std::vector<double> in_year, on_path, use;
};

Found find(YearlyLimit const& limit, std::uint32_t years, std::vector<double> const& measured,
           std::vector<double> const& capital) {
    const std::size_t trials = capital.size() / years;
    Found found{std::vector(capital.size(), -1.0), std::vector(trials, -1.0), std::vector(trials, -1.0)};
    mark_breaches(limit, years, measured, capital, {found.in_year, found.on_path, found.use});
    return found;
}

TEST(YearlyLimit, OpensEachYearWithTheResultsOfTheYearsBefore) {
    std::vector<double> cells{10, -30, 5, 1, 1, 1};
    open_capital(100, 3, cells);
    EXPECT_EQ(cells, (std::vector<double>{100, 110, 80, 100, 101, 102}));
}

// 3.9bn a year on a capital of 1bn that gains 0.1bn and then loses 0.3bn.
TEST(YearlyLimit, FindsTheYearInWhichPremiumIsFourTimesCapitalAsWorkedInItsDocumentation) {
    std::vector<double> capital{0.1e9, -0.3e9, 0};
    open_capital(1e9, 3, capital);
    const Found found = find(RetainedPremiumLimit{}.limit(), 3, {3.9e9, 3.9e9, 3.9e9}, capital);
    EXPECT_EQ(found.in_year, (std::vector<double>{0, 0, 1}));
    EXPECT_EQ(found.on_path, (std::vector<double>{1}));
    EXPECT_NEAR(found.use[0], 3.9 / 3.2, 1e-12);
}

// 1bn against a requirement of 0.5bn: 200 %, and 140 % after a loss of 0.3bn.
TEST(YearlyLimit, FindsTheYearInWhichSolvencyFallsBelowItsMinimumAsWorkedInItsDocumentation) {
    std::vector<double> capital{-0.3e9, 0.1e9, 0};
    open_capital(1e9, 3, capital);
    const Found found = find(SolvencyMinimum{}.limit(), 3, {0.5e9, 0.5e9, 0.5e9}, capital);
    EXPECT_EQ(found.in_year, (std::vector<double>{0, 1, 0}));
    EXPECT_NEAR(found.use[0], 1.5 / 1.4, 1e-12);
}

TEST(YearlyLimit, IsNotBreachedByRounding) {
    // Ten parts of a tenth are not quite one.
    double sum = 0;
    for (int k = 0; k < 10; ++k) sum += 0.1;
    EXPECT_FALSE(exceeds(1, sum));
    EXPECT_FALSE(exceeds(1, 1));
    EXPECT_TRUE(exceeds(1 + 1e-8, 1));
    EXPECT_FALSE(exceeds(0, 0));
    EXPECT_TRUE(exceeds(1, 0));
}

TEST(YearlyLimit, IsBreachedByWhoeverHasNoCapitalLeft) {
    const Found found = find({1, 4}, 3, {5, 5, 0}, {0, -10, -10});
    EXPECT_EQ(found.in_year, (std::vector<double>{1, 1, 1}));
    EXPECT_EQ(found.use[0], most_use);
    EXPECT_EQ(use_of_limit(0, 0), 0);
    EXPECT_EQ(use_of_limit(1e9, 1), most_use);
}

TEST(YearlyLimit, AgreesWithAPlainRecomputationOnRandomPaths) {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> uniform(0, 1);
    for (std::uint32_t years = 1; years <= 6; ++years) {
        const std::size_t trials = 100;
        std::vector<double> results(trials * years), measured(trials * years);
        for (auto& each : results) each = 60 * uniform(random) - 40;
        for (auto& each : measured) each = 500 * uniform(random);
        std::vector<double> capital = results;
        open_capital(100, years, capital);
        const Found found = find({1, 4}, years, measured, capital);
        for (std::size_t t = 0; t < trials; ++t) {
            bool any = false;
            double least_spare = 1;  // 1 - use, at its least
            for (std::uint32_t y = 0; y < years; ++y) {
                double own = 100;
                for (std::uint32_t before = 0; before < y; ++before) own += results[t * years + before];
                const bool breach = own <= 0 || measured[t * years + y] / own > 4;
                EXPECT_EQ(found.in_year[t * years + y], breach ? 1 : 0);
                any = any || breach;
                least_spare = std::min(least_spare, own <= 0 ? 1 - most_use : 1 - measured[t * years + y] / own / 4);
            }
            EXPECT_EQ(found.on_path[t], any ? 1 : 0);
            EXPECT_NEAR(found.use[t], std::min(1 - least_spare, most_use), 1e-9);
        }
    }
}

TEST(YearlyLimit, TakesOneValueForEachYearOfAllTrials) {
    const std::vector<double> capital{10, 10, 10, 5};
    EXPECT_EQ(find({1, 1}, 2, {9, 11}, capital).in_year, (std::vector<double>{0, 1, 0, 1}));
    EXPECT_EQ(find({1, 1}, 2, {9, 11, 9, 11}, capital).in_year, (std::vector<double>{0, 1, 0, 1}));
}

}  // namespace
}  // namespace riskpool
