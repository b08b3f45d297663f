#include "sim/base/random.hpp"

#include <gtest/gtest.h>

#include <boost/random/gamma_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>
#include <random>
#include <set>
#include <vector>

namespace riskpool {
namespace {

static_assert(std::uniform_random_bit_generator<PhiloxEngine>);

// Known answers of Random123 (kat_vectors, philox4x32 10).
TEST(Philox, GivesTheKnownAnswers) {
    EXPECT_EQ(philox4x32_10({0, 0, 0, 0}, {0, 0}), (PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    constexpr std::uint32_t ones = 0xffffffff;
    EXPECT_EQ(philox4x32_10({ones, ones, ones, ones}, {ones, ones}),
              (PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Counter, HoldsIndexStreamTrialAndYearInItsWords) {
    EXPECT_EQ(counter_of({99, 7}, {0xABCDE12345678, 0xFED}, 42), (PhiloxBlock{42, 7, 0x12345678, 0xFEDABCDE}));
    EXPECT_EQ(counter_of({99, 7}, {max_trials - 1, max_years - 1}, 0xFFFFFFFF),
              (PhiloxBlock{0xFFFFFFFF, 7, 0xFFFFFFFF, 0xFFFFFFFF}));
    EXPECT_EQ(key_of(0x0123456789ABCDEF), (PhiloxKey{0x89ABCDEF, 0x01234567}));
}

TEST(Counter, DiffersWhereverOneCoordinateDiffers) {
    std::set<PhiloxBlock> seen;
    std::size_t made = 0;
    for (std::uint64_t trial :
         {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 20, std::uint64_t{1} << 32, max_trials - 1}) {
        for (std::uint32_t year : {0u, 1u, 4095u}) {
            for (std::uint32_t id : {0u, 1u, 0x80000000u}) {
                for (std::uint32_t index : {0u, 1u, 0x80000000u}) {
                    seen.insert(counter_of({5, id}, {trial, year}, index));
                    ++made;
                }
            }
        }
    }
    EXPECT_EQ(seen.size(), made);
}

TEST(Uniform, IsTheMiddleOfOneOf2To52Cells) {
    EXPECT_EQ(unit_from_bits(0), 0x1p-53);
    EXPECT_EQ(unit_from_bits(0xFFF), 0x1p-53);  // the low 12 bits do not count
    EXPECT_EQ(unit_from_bits(0x1000), 0x3p-53);
    EXPECT_EQ(unit_from_bits(~std::uint64_t{0}), 1 - 0x1p-53);
    EXPECT_EQ(unit_from_bits(std::uint64_t{1} << 63), 0.5 + 0x1p-53);
    // Against the definition in integers: 2^53 u = 2k + 1.
    PhiloxEngine draw({1, 2}, {3, 4});
    for (int i = 0; i < 1000; ++i) {
        std::uint64_t const bits = draw() | (std::uint64_t{draw()} << 32);
        double const u = unit_from_bits(bits);
        EXPECT_EQ(std::ldexp(u, 53), static_cast<double>(2 * (bits >> 12) + 1));
        EXPECT_EQ((1 - u) + u, 1.0);
        EXPECT_EQ(std::ldexp(1 - u, 53), 0x1p53 - static_cast<double>(2 * (bits >> 12) + 1));
    }
}

TEST(Uniform, ReadsTheLowHalfOfEachNumberFirst) {
    auto const [first, second] = uniforms_of({0xFFFFFFFF, 0x7FFFFFFF, 0, 0x80000000});
    EXPECT_EQ(first, 0.5 - 0x1p-53);
    EXPECT_EQ(second, 0.5 + 0x1p-53);
}

TEST(Uniform, IsHalfOfTheBlockOfItsIndex) {
    Stream const stream{77, 5};
    Cell const cell{123456789012, 9};
    for (std::uint32_t index = 0; index < 9; ++index) {
        PhiloxBlock const block = philox4x32_10(counter_of(stream, cell, index / 2), {77, 0});
        EXPECT_EQ(uniform(stream, cell, index), uniforms_of(block)[index % 2]);
    }
}

TEST(CellRange, CountsYearsFastest) {
    CellRange const range{1'000'000'000'000, 3, 4};
    EXPECT_EQ(range.size(), 12u);
    EXPECT_EQ(range.cell(0), (Cell{1'000'000'000'000, 0}));
    EXPECT_EQ(range.cell(3), (Cell{1'000'000'000'000, 3}));
    EXPECT_EQ(range.cell(4), (Cell{1'000'000'000'001, 0}));
    EXPECT_EQ(range.cell(11), (Cell{1'000'000'000'002, 3}));
}

/// Correlation of two sequences of uniforms in standard errors of the sample: var(u) = 1/12.
double correlation_in_errors(std::vector<double> const& a, std::vector<double> const& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - 0.5) * (b[i] - 0.5);
    return sum * 12 / std::sqrt(static_cast<double>(a.size()));
}

TEST(Streams, AreUncorrelatedWithTheirNeighbours) {
    constexpr std::uint32_t n = 40'000;
    auto const draw = [](Stream stream, std::uint32_t year, std::uint64_t first_trial, std::uint32_t index) {
        std::vector<double> u(n);
        for (std::uint32_t i = 0; i < n; ++i) u[i] = uniform(stream, {first_trial + i, year}, index);
        return u;
    };
    auto const base = draw({1, 1}, 1, 1, 2);
    EXPECT_GT(correlation_in_errors(base, base), 100);  // the measure sees dependence
    EXPECT_LT(std::abs(correlation_in_errors(base, draw({2, 1}, 1, 1, 2))), 4);
    EXPECT_LT(std::abs(correlation_in_errors(base, draw({1ULL << 32 | 1, 1}, 1, 1, 2))), 4);
    EXPECT_LT(std::abs(correlation_in_errors(base, draw({1, 2}, 1, 1, 2))), 4);
    EXPECT_LT(std::abs(correlation_in_errors(base, draw({1, 1}, 2, 1, 2))), 4);
    EXPECT_LT(std::abs(correlation_in_errors(base, draw({1, 1}, 1, 2, 2))), 4);
    EXPECT_LT(std::abs(correlation_in_errors(base, draw({1, 1}, 1, 1 + (1ULL << 32), 2))), 4);
    EXPECT_LT(std::abs(correlation_in_errors(base, draw({1, 1}, 1, 1, 3))), 4);
    EXPECT_LT(std::abs(correlation_in_errors(base, draw({1, 1}, 1, 1, 4))), 4);
}

TEST(Uniform, FillsTheUnitIntervalEvenly) {
    constexpr std::size_t bins = 64;
    constexpr std::uint32_t n = 64'000;
    std::array<double, bins> seen{};
    for (std::uint32_t i = 0; i < n; ++i) {
        seen[static_cast<std::size_t>(uniform({11, 3}, {i / 10, i % 10}, 1) * bins)] += 1;
    }
    double chi_square = 0;
    for (double s : seen) chi_square += (s - n / bins) * (s - n / bins) / (n / bins);
    // Mean 63 and standard deviation sqrt(2 * 63) for even cells.
    EXPECT_LT(std::abs(chi_square - 63), 4 * std::sqrt(2 * 63.0));
}

TEST(PhiloxEngine, ReadsTheBlocksOfItsCellWordByWord) {
    Stream const stream{0x0123456789ABCDEF, 8};
    Cell const cell{1ULL << 40, 3};
    PhiloxEngine engine(stream, cell);
    for (std::uint32_t block = 0; block < 3; ++block) {
        for (std::uint32_t word : philox4x32_10(counter_of(stream, cell, block), key_of(stream.seed))) {
            EXPECT_EQ(engine(), word);
        }
    }
    EXPECT_EQ(PhiloxEngine(stream, cell), PhiloxEngine(stream, cell));
    EXPECT_NE(engine, PhiloxEngine(stream, cell));
}

TEST(PhiloxEngine, DrivesBoostDistributions) {
    PhiloxEngine engine({2024, 1}, {5, 0});
    EXPECT_EQ(PhiloxEngine::min(), 0u);
    EXPECT_EQ(PhiloxEngine::max(), 0xFFFFFFFFu);
    EXPECT_FALSE(PhiloxEngine::has_fixed_range);
    constexpr int n = 50'000;
    auto const mean_in_errors = [&](auto distribution, double mean, double variance) {
        double sum = 0;
        for (int i = 0; i < n; ++i) sum += static_cast<double>(distribution(engine));
        return (sum / n - mean) / std::sqrt(variance / n);
    };
    EXPECT_LT(std::abs(mean_in_errors(boost::random::uniform_01<double>(), 0.5, 1.0 / 12)), 4);
    EXPECT_LT(std::abs(mean_in_errors(boost::random::normal_distribution<double>(3, 2), 3, 4)), 4);
    EXPECT_LT(std::abs(mean_in_errors(boost::random::gamma_distribution<double>(2.5, 2), 5, 10)), 4);
    EXPECT_LT(std::abs(mean_in_errors(boost::random::poisson_distribution<int, double>(40), 40, 40)), 4);
    EXPECT_LT(std::abs(mean_in_errors(std::uniform_real_distribution<double>(0, 1), 0.5, 1.0 / 12)), 4);
}

}  // namespace
}  // namespace riskpool
