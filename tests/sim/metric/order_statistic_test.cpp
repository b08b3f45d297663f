#include "sim/metric/order_statistic.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <string>

#include "tests/known_answers/answers.hpp"

namespace riskpool {
namespace {

TEST(QuantileRank, CountsDecimalLevelsAsWholeNumbersWould) {
    // level = a / 1000, so the rank is the whole-number ceiling of a n / 1000.
    for (std::uint64_t a = 1; a < 1000; ++a) {
        const double level = std::stod("0." + std::string(a < 10 ? "00" : a < 100 ? "0" : "") + std::to_string(a));
        for (std::uint64_t const n : {1U, 7U, 10U, 200U, 999U, 1000U, 1001U, 4000U, 10'000U, 123'457U, 100'000'000U}) {
            EXPECT_EQ(quantile_rank(level, n), (a * n + 999) / 1000) << level << ' ' << n;
        }
    }
    // The products of doubles that a plain ceiling gets wrong.
    EXPECT_GT(0.07 * 100, 7.0);
    EXPECT_EQ(quantile_rank(0.07, 100), 7);
    EXPECT_GT(0.56 * 100, 56.0);
    EXPECT_EQ(quantile_rank(0.56, 100), 56);
}

TEST(QuantileRank, OfAReturnPeriodLeavesTheWholeNumberOfExceedances) {
    // The smallest x that at most n / T observations exceed is the one with floor(n / T) above it.
    for (std::uint64_t T = 2; T < 2000; ++T) {
        for (std::uint64_t const n : {1U, 50U, 1000U, 10'000U, 99'999U, 1'000'000U, 2'147'483'648U}) {
            EXPECT_EQ(quantile_rank(level_of_return_period(static_cast<double>(T)), n), n - n / T) << T << ' ' << n;
        }
    }
}

TEST(QuantileRank, StaysWithinTheSample) {
    EXPECT_EQ(quantile_rank(1e-12, 10), 1);
    EXPECT_EQ(quantile_rank(1 - 1e-12, 10), 10);
    EXPECT_EQ(quantile_rank(0.5, 1), 1);
}

TEST(QuantileInterval, IsThatOfTheKnownAnswers) {
    auto const& known = answer("O-SE-01");
    const auto n = known["inputs"]["n"].get<std::uint64_t>();
    const auto confidence = known["inputs"]["conf"].get<double>();
    for (auto const& [text, expected] : known["expected"].items()) {
        const RankInterval ranks = quantile_interval(std::stod(text), n, confidence);
        EXPECT_EQ(ranks.lower, expected["order_stat_lower"].get<std::uint64_t>());
        EXPECT_EQ(ranks.upper, expected["order_stat_upper"].get<std::uint64_t>());
        EXPECT_NEAR(ranks.coverage, expected["exact_coverage"].get<double>(), 1e-9);
    }
}

TEST(QuantileInterval, HasTheBinomialQuantilesAsRanks) {
    for (double const level : {0.01, 0.3, 0.5, 0.9, 0.95, 0.99, 0.995, 0.9999}) {
        for (std::uint64_t const n : {1U, 2U, 10U, 100U, 399U, 5000U, 100'000U, 3'000'000U}) {
            const boost::math::binomial_distribution<double> binomial(static_cast<double>(n), level);
            const RankInterval ranks = quantile_interval(level, n);
            const auto up_to = [&](std::uint64_t k) { return cdf(binomial, static_cast<double>(k)); };
            EXPECT_GE(up_to(ranks.lower), 0.025);
            EXPECT_LT(ranks.lower > 0 ? up_to(ranks.lower - 1) : 0, 0.025);
            EXPECT_GE(up_to(ranks.upper - 1), 0.975);
            EXPECT_LT(ranks.upper > 1 ? up_to(ranks.upper - 2) : 0, 0.975);
            const double coverage = up_to(ranks.upper - 1) - (ranks.lower > 0 ? up_to(ranks.lower - 1) : 0);
            EXPECT_NEAR(ranks.coverage, coverage, 1e-9) << level << ' ' << n;
            EXPECT_GE(ranks.coverage, 0.95);
        }
    }
}

TEST(TailSize, ReachesTheLowerEndOfTheInterval) {
    EXPECT_EQ(tail_size(1, 1000, 1), 0);
    EXPECT_EQ(tail_size(0.995, 10'000, 1), 10'000 - 9936 + 1);
    // Fully dependent years: the ranks of the trials, five observations each.
    EXPECT_EQ(tail_size(0.995, 10'000, 5), 50'000 - 5 * 9936 + 1);
    EXPECT_EQ(tail_size(0.01, 10, 1), 10);
    for (double level = 0.01; level < 0.99; level += 0.01) {
        EXPECT_GE(tail_size(level, 1000, 3), tail_size(level + 0.01, 1000, 3));
        EXPECT_GE(tail_size(level, 1000, 3), 3000 - quantile_rank(level, 3000) + 1);
    }
}

/// An exact bound takes as many steps as the deviation is wide: 10^8 for 4 * 10^15 trials.
TEST(TailSize, OfVeryManyTrialsIsFoundAtOnceAndKeepsRoomForTheExactBound) {
    const std::uint64_t most = 4'503'599'627'370'495;
    for (int k = 0; k < 1000; ++k) EXPECT_GT(tail_size(0.995, most, 1), most / 200);
    const std::uint64_t n = 10'000'000'000;
    EXPECT_GE(tail_size(0.995, n + 1, 1), tail_size(0.995, n, 1));
    EXPECT_LT(tail_size(0.995, n + 1, 1), tail_size(0.995, n, 1) + 10'000);
}

}  // namespace
}  // namespace riskpool
