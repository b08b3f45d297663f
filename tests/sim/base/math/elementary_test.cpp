#include "sim/base/math/elementary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <random>
#include <regex>
#include <string>

#include "tests/sim/base/math/error_in_ulp.hpp"
#include "tests/source_folder.hpp"

// The oracle is the long double library of the machine: 64 bits of precision, so its own error is 1/2000 ulp.
namespace riskpool::math {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double least = std::numeric_limits<double>::denorm_min();

long double wide(double x) {
    return x;
}

template <class Ours, class Oracle>
void expect_within_ulp(double bound, double low, double high, Ours ours, Oracle oracle) {
    Worst worst;
    const int n = 200000;
    for (int i = 0; i <= n; ++i) {
        const double x = low + (high - low) * i / n;
        worst.see(error_in_ulp(ours(x), oracle(wide(x))), x);
    }
    EXPECT_LT(worst.error, bound) << "at " << worst.at << " in [" << low << ", " << high << "]";
}

/// Arguments spaced evenly in their logarithm, of both signs.
template <class Ours, class Oracle>
void expect_within_ulp_near_zero(double bound, double largest, Ours ours, Oracle oracle) {
    Worst worst;
    for (double x = largest; x > 1e-300; x *= 0.9973) {
        for (const double y : {x, -x}) worst.see(error_in_ulp(ours(y), oracle(wide(y))), y);
    }
    EXPECT_LT(worst.error, bound) << "at " << worst.at;
}

const auto ours_exp = [](double x) { return math::exp(x); };
const auto ours_log = [](double x) { return math::log(x); };
const auto ours_log1p = [](double x) { return math::log1p(x); };
const auto ours_expm1 = [](double x) { return math::expm1(x); };
const auto true_exp = [](long double x) { return std::exp(x); };
const auto true_log = [](long double x) { return std::log(x); };
const auto true_log1p = [](long double x) { return std::log1p(x); };
const auto true_expm1 = [](long double x) { return std::expm1(x); };

TEST(Exp, IsWithinOneUlpOfTheTruth) {
    expect_within_ulp(0.52, -1, 1, ours_exp, true_exp);
    expect_within_ulp(0.52, -708.3, 709.7827, ours_exp, true_exp);
    expect_within_ulp_near_zero(0.52, 1, ours_exp, true_exp);
}

TEST(Exp, RoundsSubnormalResults) {
    expect_within_ulp(0.8, -745.13, -708.3, ours_exp, true_exp);
    EXPECT_EQ(math::exp(-745.1), least);
}

TEST(Exp, KeepsTheSpecialValues) {
    EXPECT_EQ(math::exp(0.0), 1.0);
    EXPECT_EQ(math::exp(-0.0), 1.0);
    EXPECT_EQ(math::exp(inf), inf);
    EXPECT_EQ(math::exp(-inf), 0.0);
    EXPECT_TRUE(std::isnan(math::exp(nan)));
    EXPECT_EQ(math::exp(709.79), inf);
    EXPECT_EQ(math::exp(-746.0), 0.0);
    EXPECT_EQ(math::exp(1e308), inf);
    EXPECT_EQ(math::exp(-1e308), 0.0);
    EXPECT_TRUE(std::isfinite(math::exp(709.782712893383)));
}

TEST(Exp, NeverFallsFromOneDoubleToTheNext) {
    std::mt19937_64 engine(11);
    std::uniform_real_distribution<double> anywhere(-700, 700);
    for (int i = 0; i < 20000; ++i) {
        double x = anywhere(engine);
        for (int j = 0; j < 20; ++j) {
            const double next = std::nextafter(x, inf);
            ASSERT_LE(math::exp(x), math::exp(next)) << x;
            x = next;
        }
    }
}

TEST(Log, IsWithinOneUlpOfTheTruth) {
    expect_within_ulp(0.505, 0.25, 4, ours_log, true_log);
    expect_within_ulp(0.505, 0.99, 1.01, ours_log, true_log);
    expect_within_ulp(0.505, 1 - 1e-8, 1 + 1e-8, ours_log, true_log);
    Worst worst;
    for (double x = 1e-318; x < 1e308; x *= 1.0071) worst.see(error_in_ulp(math::log(x), std::log(wide(x))), x);
    EXPECT_LT(worst.error, 0.505) << worst.at;
}

TEST(Log, KeepsTheSpecialValues) {
    EXPECT_EQ(math::log(0.0), -inf);
    EXPECT_EQ(math::log(-0.0), -inf);
    EXPECT_EQ(math::log(1.0), 0.0);
    EXPECT_EQ(math::log(inf), inf);
    EXPECT_TRUE(std::isnan(math::log(-1.0)));
    EXPECT_TRUE(std::isnan(math::log(-inf)));
    EXPECT_TRUE(std::isnan(math::log(nan)));
    EXPECT_LT(error_in_ulp(math::log(least), std::log(wide(least))), 0.505);
}

TEST(Log, NeverFallsFromOneDoubleToTheNext) {
    std::mt19937_64 engine(12);
    std::uniform_real_distribution<double> anywhere(0.4, 3);
    for (int i = 0; i < 20000; ++i) {
        double x = anywhere(engine);
        for (int j = 0; j < 20; ++j) {
            const double next = std::nextafter(x, inf);
            ASSERT_LE(math::log(x), math::log(next)) << x;
            x = next;
        }
    }
}

TEST(Log1p, IsWithinOneUlpOfTheTruth) {
    expect_within_ulp(0.505, -0.999, 3, ours_log1p, true_log1p);
    expect_within_ulp(0.505, -0.01, 0.01, ours_log1p, true_log1p);
    expect_within_ulp(0.505, 1, 1e6, ours_log1p, true_log1p);
    expect_within_ulp_near_zero(0.51, 0.9, ours_log1p, true_log1p);
}

TEST(Log1p, KeepsTheSpecialValues) {
    EXPECT_EQ(math::log1p(-1.0), -inf);
    EXPECT_EQ(math::log1p(0.0), 0.0);
    EXPECT_TRUE(std::signbit(math::log1p(-0.0)));
    EXPECT_EQ(math::log1p(inf), inf);
    EXPECT_EQ(math::log1p(least), least);
    EXPECT_TRUE(std::isnan(math::log1p(-1.5)));
    EXPECT_TRUE(std::isnan(math::log1p(nan)));
}

TEST(Expm1, IsWithinOneUlpOfTheTruth) {
    expect_within_ulp(0.7, -1, 1, ours_expm1, true_expm1);
    expect_within_ulp(0.7, -0.04, 0.04, ours_expm1, true_expm1);
    expect_within_ulp(0.7, -45, 709.7, ours_expm1, true_expm1);
    expect_within_ulp_near_zero(0.7, 1, ours_expm1, true_expm1);
}

TEST(Expm1, KeepsTheSpecialValues) {
    EXPECT_EQ(math::expm1(0.0), 0.0);
    EXPECT_TRUE(std::signbit(math::expm1(-0.0)));
    EXPECT_EQ(math::expm1(-inf), -1.0);
    EXPECT_EQ(math::expm1(-800.0), -1.0);
    EXPECT_EQ(math::expm1(inf), inf);
    EXPECT_EQ(math::expm1(710.0), inf);
    EXPECT_TRUE(std::isnan(math::expm1(nan)));
}

TEST(Pow, IsWithinOneUlpOfTheTruthHoweverHugeTheResult) {
    std::mt19937_64 engine(13);
    std::uniform_real_distribution<double> unit(-1, 1);
    Worst huge;
    Worst near_one;
    Worst moderate;
    for (int i = 0; i < 200000; ++i) {
        const double base = std::exp(700 * unit(engine));
        const double exponent = 708 * unit(engine) / std::log(base);
        huge.see(error_in_ulp(math::pow(base, exponent), std::pow(wide(base), wide(exponent))), base);
        const double close = 1 + 1e-5 * unit(engine);
        const double large = 708 * unit(engine) / std::log(close);
        near_one.see(error_in_ulp(math::pow(close, large), std::pow(wide(close), wide(large))), close);
        const double x = std::exp(5 * unit(engine));
        const double y = 5 * unit(engine);
        moderate.see(error_in_ulp(math::pow(x, y), std::pow(wide(x), wide(y))), x);
    }
    // The oracle's own logarithm costs up to 700 / 2^11 ulp in the first two.
    EXPECT_LT(huge.error, 0.9) << huge.at;
    EXPECT_LT(near_one.error, 0.9) << near_one.at;
    EXPECT_LT(moderate.error, 0.52) << moderate.at;
}

TEST(Pow, IsExactWhereTheResultIsADouble) {
    double power = 1;
    for (int n = 0; n <= 33; ++n, power *= 3) EXPECT_EQ(math::pow(3.0, n), power) << n;
    for (int n = -1074; n <= 1023; ++n) EXPECT_EQ(math::pow(2.0, n), std::ldexp(1.0, n)) << n;
    EXPECT_EQ(math::pow(6.25, 0.5), 2.5);
    EXPECT_EQ(math::pow(0.1, 1.0), 0.1);
}

TEST(Pow, KeepsTheSpecialValuesOfTheStandard) {
    for (const double base : {0.0, least, 0.3, 1.0, 1.7, 1e300, inf}) {
        for (const double exponent : {-inf, -1e300, -3.0, -0.5, -least, 0.0, least, 0.5, 2.0, 1e300, inf}) {
            const double want = std::pow(base, exponent);
            if (want == 0 || want == 1 || std::isinf(want)) {
                EXPECT_EQ(math::pow(base, exponent), want) << base << ' ' << exponent;
            }
        }
    }
    EXPECT_EQ(math::pow(1.0, nan), 1.0);
    EXPECT_EQ(math::pow(nan, 0.0), 1.0);
    EXPECT_TRUE(std::isnan(math::pow(nan, 2.0)));
    EXPECT_TRUE(std::isnan(math::pow(2.0, nan)));
    EXPECT_TRUE(std::isnan(math::pow(-2.0, 2.0)));
    EXPECT_EQ(math::pow(10.0, 309.0), inf);
    EXPECT_EQ(math::pow(10.0, -330.0), 0.0);
}

TEST(Mathematics, CallsNoFunctionOfTheLibraryThatIsNotExactlyRounded) {
    const std::regex call(
        R"(std::(?!sqrt|array|size_t|numeric_limits|bit_cast|int64_t|uint64_t)\w+|(^|[\s(,=+*/-])::\w|\bfma\b)");
    const std::filesystem::path room = testing::source_folder() / "sim" / "base" / "math";
    int files = 0;
    for (auto const& entry : std::filesystem::directory_iterator(room)) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
        std::ifstream file(entry.path());
        ++files;
        std::smatch match;
        for (std::string line; std::getline(file, line);) {
            EXPECT_FALSE(std::regex_search(line, match, call)) << entry.path() << ": " << line;
        }
    }
    EXPECT_GE(files, 10);
}

}  // namespace
}  // namespace riskpool::math
