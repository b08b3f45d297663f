#include "sim/metric/exact_sum.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

namespace riskpool {
namespace {

using boost::multiprecision::cpp_int;
using Limits = std::numeric_limits<double>;

// x as a whole multiple of 2^-1074.
cpp_int scaled(double x) {
    int exponent = 0;
    const double fraction = std::frexp(x, &exponent);
    const auto whole = static_cast<std::int64_t>(std::ldexp(fraction, 53));
    const int shift = exponent - 53 + 1074;
    return shift >= 0 ? cpp_int(whole) << shift : cpp_int(whole / (std::int64_t{1} << -shift));
}

// True if no other double is nearer to the exact sum, and at a tie the fraction is even.
::testing::AssertionResult correctly_rounded(double value, cpp_int const& exact) {
    const cpp_int error = abs(exact - scaled(value));
    for (double const towards : {-Limits::infinity(), Limits::infinity()}) {
        const double neighbour = std::nextafter(value, towards);
        if (std::isinf(neighbour)) continue;
        const cpp_int other = abs(exact - scaled(neighbour));
        if (other < error) return ::testing::AssertionFailure() << neighbour << " is nearer than " << value;
        if (other == error && (std::bit_cast<std::uint64_t>(value) & 1U) != 0) {
            return ::testing::AssertionFailure() << value << " breaks a tie to odd";
        }
    }
    return ::testing::AssertionSuccess();
}

ExactSum sum_of(std::vector<double> const& values) {
    ExactSum sum;
    for (double const x : values) sum.add(x);
    return sum;
}

std::uint64_t bits(double x) {
    return std::bit_cast<std::uint64_t>(x);
}

// Values of all signs and sizes between 2^low and 2^high.
std::vector<double> wild(std::mt19937_64& engine, std::size_t count, int low, int high) {
    std::uniform_int_distribution<int> exponent(low, high);
    std::uniform_real_distribution<double> fraction(-2, 2);
    std::vector<double> values(count);
    for (double& x : values) x = std::ldexp(fraction(engine), exponent(engine));
    return values;
}

TEST(ExactSum, IsCorrectlyRoundedAgainstIntegersOfAnyLength) {
    std::mt19937_64 engine(1);
    const std::pair<int, int> ranges[] = {{-1074, 1000}, {-1074, -1000}, {-60, 60}, {0, 3}, {900, 1010}};
    for (auto const& [low, high] : ranges) {
        for (std::size_t count = 1; count < 60; ++count) {
            const std::vector<double> values = wild(engine, count, low, high);
            cpp_int exact = 0;
            for (double const x : values) exact += scaled(x);
            EXPECT_TRUE(correctly_rounded(sum_of(values).value(), exact)) << low << ' ' << high << ' ' << count;
        }
    }
}

TEST(ExactSum, SurvivesCatastrophicCancellation) {
    std::mt19937_64 engine(2);
    for (int repeat = 0; repeat < 50; ++repeat) {
        std::vector<double> values = wild(engine, 200, -900, 900);
        const std::vector<double> small = wild(engine, 3, -1074, -1000);
        for (std::size_t i = 0; i < 200; ++i) values.push_back(-values[i]);
        values.insert(values.end(), small.begin(), small.end());
        std::shuffle(values.begin(), values.end(), engine);
        cpp_int exact = 0;
        for (double const x : small) exact += scaled(x);
        EXPECT_TRUE(correctly_rounded(sum_of(values).value(), exact));
    }
    EXPECT_EQ(sum_of({1e308, 1, -1e308}).value(), 1);
    EXPECT_EQ(bits(sum_of({1e308, -1e308}).value()), bits(0.0));
}

TEST(ExactSum, BreaksTiesToEvenAndSeesWhatLiesFarBelow) {
    const double half_ulp = std::ldexp(1.0, -53);
    EXPECT_EQ(sum_of({1, half_ulp}).value(), 1);
    EXPECT_EQ(sum_of({1 + 2 * half_ulp, half_ulp}).value(), 1 + 4 * half_ulp);
    EXPECT_EQ(sum_of({1, half_ulp, Limits::denorm_min()}).value(), 1 + 2 * half_ulp);
    EXPECT_EQ(sum_of({1, half_ulp, -Limits::denorm_min()}).value(), 1);
    for (int exponent = -54; exponent >= -1074; --exponent) {
        for (double const one : {1.0, 4.0, 1024.0, 1e9, 1e16}) {
            const double half = (std::nextafter(one, 2 * one) - one) / 2;
            const double above = one + 2 * half;
            EXPECT_EQ(sum_of({one, half, std::ldexp(1.0, exponent)}).value(), above) << one << ' ' << exponent;
            EXPECT_EQ(sum_of({above, half, -std::ldexp(1.0, exponent)}).value(), above) << one << ' ' << exponent;
        }
    }
    EXPECT_EQ(sum_of({-1, -half_ulp, -Limits::denorm_min()}).value(), -1 - 2 * half_ulp);
}

TEST(ExactSum, CarriesAfterManyValuesOfOneSize) {
    // 2^53 - 1 with the shift that fills a digit most, often enough to overflow 64 bits without carries.
    for (int exponent = 0; exponent < 32; ++exponent) {
        const double x = std::ldexp(9007199254740991.0, exponent);
        ExactSum up, down;
        for (int i = 0; i < 100'000; ++i) {
            up.add(x);
            down.add(-x);
        }
        const cpp_int exact = scaled(x) * 100'000;
        EXPECT_TRUE(correctly_rounded(up.value(), exact));
        EXPECT_EQ(down.value(), -up.value());
        up.add(down);
        EXPECT_EQ(up.value(), 0);
        EXPECT_EQ(up, ExactSum{});
    }
}

TEST(ExactSum, PassesThroughValuesBeyondTheRangeOfDouble) {
    EXPECT_EQ(sum_of({Limits::max(), Limits::max(), -Limits::max()}).value(), Limits::max());
    EXPECT_EQ(sum_of({Limits::max(), Limits::max()}).value(), Limits::infinity());
    EXPECT_EQ(sum_of({-Limits::max(), -Limits::max()}).value(), -Limits::infinity());
}

TEST(ExactSum, RemembersWhatIsNotFinite) {
    const double inf = Limits::infinity();
    EXPECT_EQ(sum_of({1, inf, -5}).value(), inf);
    EXPECT_EQ(sum_of({1, -inf, -5}).value(), -inf);
    EXPECT_TRUE(std::isnan(sum_of({inf, -inf}).value()));
    EXPECT_TRUE(std::isnan(sum_of({1, Limits::quiet_NaN(), inf}).value()));
    ExactSum merged = sum_of({1});
    merged.add(sum_of({inf}));
    EXPECT_EQ(merged.value(), inf);
}

TEST(ExactSum, IsTheSameInAnyOrderAndHoweverSplit) {
    std::mt19937_64 engine(3);
    std::vector<double> values = wild(engine, 20'000, -100, 100);
    const ExactSum whole = sum_of(values);
    // A plain sum is not: the test would pass for nothing if it were.
    const double plain = std::accumulate(values.begin(), values.end(), 0.0);
    EXPECT_NE(plain, std::accumulate(values.rbegin(), values.rend(), 0.0));
    for (int repeat = 0; repeat < 10; ++repeat) {
        std::shuffle(values.begin(), values.end(), engine);
        std::vector<ExactSum> parts(1 + engine() % 9);
        for (double const x : values) parts[engine() % parts.size()].add(x);
        std::shuffle(parts.begin(), parts.end(), engine);
        ExactSum merged;
        for (ExactSum const& part : parts) merged.add(part);
        EXPECT_EQ(bits(merged.value()), bits(whole.value()));
        EXPECT_EQ(merged, whole);
    }
    values.back() = std::nextafter(values.back(), 1e300);
    EXPECT_FALSE(sum_of(values) == whole);
}

}  // namespace
}  // namespace riskpool
