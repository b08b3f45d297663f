#include "sim/base/math/gamma.hpp"

#include <gtest/gtest.h>

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/base/math/gamma_parts.hpp"
#include "tests/sim/base/math/error_in_ulp.hpp"

namespace riskpool::math {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double shapes[] = {0.01, 0.1, 0.5, 0.9, 1.0, 1.5, 3.0, 7.0, 9.99, 10.0, 12.0, 29.0, 31.0, 100.0, 1e3, 1e4};

long double wide(double x) {
    return x;
}

TEST(LogGamma, IsWithinAFewUlpOfTheTruth) {
    Worst worst;
    for (int i = 1; i < 200000; ++i) {
        const double x = i * 0.0002;
        worst.see(relative_error(log_gamma(x), std::lgamma(wide(x))), x);
    }
    for (double x = 1e-300; x < 1e300; x *= 1.13) worst.see(relative_error(log_gamma(x), std::lgamma(wide(x))), x);
    EXPECT_LT(worst.error, 9e-16) << worst.at;
}

TEST(LogGamma, IsRelativelyAccurateNextToItsZeros) {
    for (int k = 5; k <= 50; ++k) {
        const double step = std::ldexp(1.0, -k);
        for (const double x : {1 - step, 1 + step, 2 - step, 2 + step}) {
            EXPECT_LT(relative_error(log_gamma(x), std::lgamma(wide(x))), 1e-15) << x;
        }
    }
    EXPECT_EQ(log_gamma(1.0), 0.0);
    EXPECT_EQ(log_gamma(2.0), 0.0);
}

TEST(LogGamma, KeepsTheSpecialValues) {
    EXPECT_EQ(log_gamma(0.0), inf);
    EXPECT_EQ(log_gamma(inf), inf);
    EXPECT_TRUE(std::isnan(log_gamma(-1.5)));
    EXPECT_TRUE(std::isnan(log_gamma(nan)));
}

TEST(LogGamma, HasPartsThatAreAccurateAlone) {
    for (double x = 1e-12; x < 10; x *= 1.4) {
        const long double want = std::log1p(boost::math::tgamma1pm1(wide(x)));
        if (std::fabs(x - 1) > 0.2) {  // not next to the zero
            EXPECT_LT(relative_error(log_gamma_one_plus(x), want), 2e-15) << x;
        }
        const GammaProduct gamma = gamma_one_plus(x);
        EXPECT_LT(std::fabs(gamma.log_part), 0.5);
        EXPECT_LT(relative_error(gamma.product, std::tgamma(1 + wide(x)) / std::exp(wide(gamma.log_part))), 1e-15) << x;
    }
    const long double half_log_two_pi = 0.918938533204672741780329736405617640L;
    for (double x = 10; x < 2000; x *= 1.1) {
        const long double main = (wide(x) - 0.5L) * std::log(wide(x)) - wide(x) + half_log_two_pi;
        EXPECT_NEAR(stirling_correction(x), static_cast<double>(std::lgamma(wide(x)) - main), 2e-18 * x) << x;
    }
}

struct Known {
    double a;
    double x;
    bool is_lower;
    double area;
};

// P(a, x), or Q(a, x) where that is smaller, from mpmath 1.3 with 60 digits: the power series, and for shape 1e6
// Temme's expansion to eight orders.
constexpr Known known[] = {
    {1e-08, 0.3, false, 9.056766532959496304e-9},
    {0.001, 1.05, false, 0.00020208671632562252473},
    {0.01, 1e-05, false, 0.10366320173280279903},
    {0.01, 1.2, false, 0.0016024593003321357023},
    {0.01, 1.0, false, 0.0022162346232279903431},
    {0.5, 1.0999, false, 0.13802864512708281626},
    {0.5, 1.1001, false, 0.13799283261478261774},
    {1.0, 700.0, false, 9.8596765437597708567e-305},
    {7.0, 300.0, false, 5.3185646973906904167e-119},
    {29.999, 48.0, false, 0.0021770472367168056657},
    {30.0, 47.0, false, 0.0033030575273905139113},
    {30.0, 18.5, true, 0.0084814737951601586301},
    {30.0, 17.5, true, 0.0040742203234894111318},
    {100.0, 155.0, false, 9.7036583335695607998e-7},
    {100.0, 165.0, false, 1.954942310730366298e-8},
    {1000.0, 1500.0, false, 2.2046986113889961422e-43},
    {1000000.0, 972200.0, true, 1.4442955408260311903e-173},
    {1000000.0, 963000.0, true, 1.6419438707764203208e-307},
    {1000000.0, 1011000.0, false, 2.9665471659784365168e-28},
    {1000000.0, 1037000.0, false, 7.8151724481660538133e-293},
    {1000000.0, 1000000.0, false, 0.49986701923912740876},
};

TEST(IncompleteGamma, GivesTheKnownAreas) {
    for (Known const& each : known) {
        const double got = each.is_lower ? gamma_p(each.a, each.x) : gamma_q(each.a, each.x);
        EXPECT_LT(relative_error(got, each.area), 1e-14) << each.a << ' ' << each.x;
        const double other = each.is_lower ? gamma_q(each.a, each.x) : gamma_p(each.a, each.x);
        EXPECT_NEAR(got + other, 1.0, 5e-16) << each.a << ' ' << each.x;
    }
}

TEST(IncompleteGamma, AgreesWithBoostInTheSmallerTail) {
    for (const double a : shapes) {
        Worst worst;
        for (int i = -150; i <= 150; ++i) {
            const double spread = a < 30 ? 0 : i / 4.0 * std::sqrt(a);
            const double x = a < 30 ? a * std::exp(i * 0.05 * (i < 0 && a < 2 ? 2 / a : 1)) : a + spread;
            if (!(x > 1e-300)) continue;
            const long double p = boost::math::gamma_p(wide(a), wide(x));
            const long double q = boost::math::gamma_q(wide(a), wide(x));
            if (p <= 0.5 && p > 1e-300) worst.see(relative_error(gamma_p(a, x), p), x);
            if (q <= 0.5 && q > 1e-300) worst.see(relative_error(gamma_q(a, x), q), x);
        }
        EXPECT_LT(worst.error, 1.5e-14) << "shape " << a << " at " << worst.at;
    }
}

TEST(IncompleteGamma, IsExponentialForShapeOne) {
    for (double x = 1e-10; x < 740; x *= 1.07) {
        EXPECT_LT(relative_error(gamma_q(1, x), std::exp(-wide(x))), 5e-15) << x;
        EXPECT_LT(relative_error(gamma_p(1, x), -std::expm1(-wide(x))), 5e-15) << x;
    }
}

TEST(IncompleteGamma, NeverFallsAcrossTheEdgesOfItsMethods) {
    for (const double a : {0.3, 0.999, 1.0, 5.0, 29.99, 30.0, 500.0}) {
        for (const double edge : {1.1, a + 1, 0.6 * a, 1.6 * a}) {
            double before = gamma_p(a, 0.999 * edge);
            for (int i = -99; i <= 100; ++i) {
                const double now = gamma_p(a, edge * (1 + i * 1e-5));
                EXPECT_LE(before, now * (1 + 4e-16)) << a << ' ' << edge;
                before = now;
            }
        }
    }
}

TEST(IncompleteGamma, KeepsTheSpecialValues) {
    EXPECT_EQ(gamma_p(2, 0), 0.0);
    EXPECT_EQ(gamma_q(2, 0), 1.0);
    EXPECT_EQ(gamma_p(2, inf), 1.0);
    EXPECT_EQ(gamma_q(2, inf), 0.0);
    EXPECT_EQ(gamma_q(3, 1e300), 0.0);
    EXPECT_EQ(gamma_p(50, 1e-300), 0.0);
    for (const double a : {0.0, -1.0, inf, nan})
        EXPECT_TRUE(std::isnan(gamma_p(a, 1)) && std::isnan(gamma_q(a, 1))) << a;
    for (const double x : {-1.0, nan}) EXPECT_TRUE(std::isnan(gamma_p(1, x)) && std::isnan(gamma_q(1, x))) << x;
}

/// The relative error of x that Boost's tail and density, in extended precision, find in an answer.
double error_of_answer(double a, double x, double area, bool is_lower) {
    const long double got = is_lower ? boost::math::gamma_p(wide(a), wide(x)) : boost::math::gamma_q(wide(a), wide(x));
    const long double density = boost::math::gamma_p_derivative(wide(a), wide(x));
    return static_cast<double>(std::fabs((got - area) / (density * wide(x))));
}

TEST(GammaInverse, SolvesForTheAreaFromTheLeastToTheMiddle) {
    for (const double a : shapes) {
        Worst worst;
        for (double area = 0.999; area > 1e-300; area *= area > 0.01 ? 0.97 : 0.2) {
            for (const bool is_lower : {true, false}) {
                const double x = is_lower ? gamma_p_inverse(a, area) : gamma_q_inverse(a, area);
                if (x > 1e-300) worst.see(error_of_answer(a, x, area, is_lower), is_lower ? area : -area);
            }
        }
        EXPECT_LT(worst.error, a < 0.1 ? 3e-14 : 1e-14) << "shape " << a << " at " << worst.at;
    }
}

TEST(GammaInverse, ReturnsToWhereItsOwnTailCameFromForHugeShapes) {
    for (const double a : {1e5, 1e6, 1e9}) {
        for (double z = -36; z <= 36; z += 0.37) {
            const double x = a + z * std::sqrt(a);
            const double back = z < 0 ? gamma_p_inverse(a, gamma_p(a, x)) : gamma_q_inverse(a, gamma_q(a, x));
            EXPECT_LT(relative_error(back, x), 4e-16) << a << ' ' << z;
        }
    }
}

TEST(GammaInverse, IsTheLogarithmForShapeOne) {
    for (double q = 0.999; q > 1e-307; q *= 0.7) {
        EXPECT_LT(relative_error(gamma_q_inverse(1, q), -std::log(wide(q))), 1e-14) << q;
        EXPECT_LT(relative_error(gamma_p_inverse(1, q), -std::log1p(-wide(q))), 1e-14) << q;
    }
}

TEST(GammaInverse, IsAPowerNextToZero) {
    // P(a, x) is x^a / Gamma(1 + a) to double precision
    for (auto const& [a, p] : {std::pair{0.05, 1e-9}, std::pair{0.4, 1e-60}, std::pair{2.5, 1e-60}}) {
        const long double want = std::exp((std::log(wide(p)) + std::lgamma(1 + wide(a))) / wide(a));
        ASSERT_LT(want, 1e-18L);
        EXPECT_LT(relative_error(gamma_p_inverse(a, p), want), 1e-15) << a;
    }
    EXPECT_EQ(gamma_p_inverse(0.01, 1e-200), 0.0);
}

TEST(GammaInverse, RisesStrictly) {
    for (const double a : {0.05, 0.7, 1.0, 4.0, 60.0, 1e6}) {
        double before = 0;
        for (int i = 1; i < 5000; ++i) {
            const double now = gamma_p_inverse(a, i / 5000.0);
            ASSERT_TRUE(before < now || now == 0) << a << ' ' << i;
            before = now;
        }
    }
}

TEST(GammaInverse, KeepsTheSpecialValues) {
    EXPECT_EQ(gamma_p_inverse(2, 0), 0.0);
    EXPECT_EQ(gamma_p_inverse(2, 1), inf);
    EXPECT_EQ(gamma_q_inverse(2, 0), inf);
    EXPECT_EQ(gamma_q_inverse(2, 1), 0.0);
    for (const double a : {0.0, -1.0, inf, nan}) EXPECT_TRUE(std::isnan(gamma_p_inverse(a, 0.5))) << a;
    for (const double p : {-0.1, 1.1, nan}) {
        EXPECT_TRUE(std::isnan(gamma_p_inverse(2, p))) << p;
        EXPECT_TRUE(std::isnan(gamma_q_inverse(2, p))) << p;
    }
}

}  // namespace
}  // namespace riskpool::math
