#include "sim/base/math/beta.hpp"

#include <gtest/gtest.h>

#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <limits>

#include "tests/sim/base/math/error_in_ulp.hpp"

namespace riskpool::math {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double shapes[] = {0.05, 0.3, 1.0, 2.0, 7.0, 9.5, 15.0, 200.0, 1e4};

long double wide(double x) {
    return x;
}

TEST(LogBeta, AgreesWithTheLogarithmOfBoost) {
    for (const double a : {1e-10, 0.01, 0.3, 1.0, 2.5, 9.5, 11.0, 40.0}) {
        for (const double b : {1e-5, 0.7, 3.0, 9.9, 10.1, 300.0}) {
            const long double want = std::log(boost::math::beta(wide(a), wide(b)));
            EXPECT_NEAR(log_beta(a, b), static_cast<double>(want), 2e-15 + 3e-16 * std::fabs(static_cast<double>(want)))
                << a << ' ' << b;
            EXPECT_EQ(log_beta(a, b), log_beta(b, a));
        }
    }
}

TEST(LogBeta, DoesNotCancelForHugeArguments) {
    // B(a, b) b^a / Gamma(a) = 1 - a (a-1) / (2 b) + ..., and B(1, b) = 1 / b, B(2, b) = 1 / (b (b+1))
    for (const double b : {1e3, 1e8, 1e14}) {
        EXPECT_LT(relative_error(log_beta(1, b), -std::log(wide(b))), 3e-16) << b;
        EXPECT_LT(relative_error(log_beta(2, b), -std::log(wide(b)) - std::log1p(wide(b))), 3e-16) << b;
    }
    EXPECT_LT(relative_error(log_beta(12, 1e14), std::lgamma(12.0L) - 12 * std::log(1e14L) - 6.6e-13L), 3e-16);
}

struct Known {
    double a;
    double b;
    double x;
    bool is_lower;
    double area;
};

// I_x(a, b), or 1 - I_x(a, b) where that is smaller, from mpmath 1.3 with 60 digits by the series of positive terms
// x^a (1-x)^b / (a B(a, b)) F(a + b, 1; a + 1; x), with x the double written here.
constexpr Known known[] = {
    {2.0, 1000000.0, 2e-07, true, 0.017523115955962265429},
    {2.0, 1000000.0, 0.0002365, false, 4.4964647673307730589e-101},
    {7.0, 1000000.0, 1e-07, true, 1.8180439371134059318e-11},
    {7.0, 1000000.0, 0.000144, false, 3.7007428346543264604e-53},
    {0.01, 0.01, 0.25, true, 0.49458697425413913027},
    {0.3, 0.3, 0.01, true, 0.13955192782972624434},
    {9.5, 0.3, 0.9, true, 0.088786247763195323521},
    {10000.0, 10000.0, 0.48, true, 7.6107391134265217776e-9},
    {10000.0, 10000.0, 0.53, false, 1.0083525732793529442e-17},
    {1000000.0, 1000000.0, 0.499, true, 0.0023388494069315047502},
    {1000000.0, 1000000.0, 0.5015, false, 0.000011044804636432536786},
    {1000000.0, 15.0, 0.99995, true, 1.85464294883158821e-9},
    {200.0, 10000.0, 0.013, true, 2.4135659917697990402e-8},
    {200.0, 10000.0, 0.03, false, 2.3340104691266998407e-11},
    {12.0, 12.0, 0.5, true, 0.5},
    {3.0, 40.0, 0.3, false, 0.000055263874004690394216},
};

TEST(IncompleteBeta, GivesTheKnownAreas) {
    for (Known const& each : known) {
        const double got = each.is_lower ? beta_i(each.a, each.b, each.x) : beta_i_complement(each.a, each.b, each.x);
        EXPECT_LT(relative_error(got, each.area), 1.5e-14) << each.a << ' ' << each.b << ' ' << each.x;
    }
    // Where one shape is small its tail holds nearly all, and the other one, a difference, is accurate to 1e-15 of 1.
    EXPECT_NEAR(beta_i_complement(0.01, 200, 0.0033), 0.0040689774038749523147, 2e-15);
    EXPECT_NEAR(beta_i_complement(0.01, 2, 0.2), 0.0080932810896347360939, 2e-15);
}

TEST(IncompleteBeta, AgreesWithBoostInTheSmallerTail) {
    for (const double a : shapes) {
        for (const double b : shapes) {
            Worst worst;
            for (int i = -60; i <= 60; ++i) {
                const double t = std::log(a / b) + i / 60.0 * std::min(30.0, 25 * std::sqrt(1 / a + 1 / b));
                const double x = 1 / (1 + std::exp(-t));
                if (x <= 0 || x >= 1) continue;
                const long double lower = boost::math::ibeta(wide(a), wide(b), wide(x));
                const long double upper = boost::math::ibetac(wide(a), wide(b), wide(x));
                if (lower <= 0.5 && lower > 1e-290) worst.see(relative_error(beta_i(a, b, x), lower), x);
                if (upper <= 0.5 && upper > 1e-290) worst.see(relative_error(beta_i_complement(a, b, x), upper), x);
            }
            EXPECT_LT(worst.error, a < 0.1 || b < 0.1 ? 1e-13 : 3e-14) << a << ' ' << b << " at " << worst.at;
        }
    }
}

TEST(IncompleteBeta, IsAPowerIfOneShapeIsOne) {
    for (const double a : {0.2, 1.0, 5.0, 300.0}) {
        for (const double x : {0.1, 0.3, 0.5, 0.7, 0.9}) {
            EXPECT_LT(relative_error(beta_i(a, 1, x), std::pow(wide(x), wide(a))), 1e-14) << a << ' ' << x;
            EXPECT_LT(relative_error(beta_i_complement(1, a, x), std::pow(1 - wide(x), wide(a))), 1e-14)
                << a << ' ' << x;
        }
    }
}

TEST(IncompleteBeta, KeepsTheSpecialValues) {
    EXPECT_EQ(beta_i(2, 3, 0), 0.0);
    EXPECT_EQ(beta_i(2, 3, 1), 1.0);
    EXPECT_EQ(beta_i_complement(2, 3, 0), 1.0);
    EXPECT_EQ(beta_i_complement(2, 3, 1), 0.0);
    for (const double bad : {0.0, -1.0, inf, nan}) {
        EXPECT_TRUE(std::isnan(beta_i(bad, 1, 0.5))) << bad;
        EXPECT_TRUE(std::isnan(beta_i_complement(1, bad, 0.5))) << bad;
        EXPECT_TRUE(std::isnan(log_beta(bad, 1))) << bad;
    }
    for (const double x : {-0.1, 1.1, nan}) EXPECT_TRUE(std::isnan(beta_i(1, 1, x))) << x;
}

/// The relative error of the nearer one of x and 1 - x that Boost finds in an answer.
double error_of_answer(double a, double b, double x, double y, double area, bool is_lower) {
    if (x > y) return error_of_answer(b, a, y, x, area, !is_lower);
    const long double got = is_lower ? boost::math::ibeta(wide(a), wide(b), wide(x))  //
                                     : boost::math::ibetac(wide(a), wide(b), wide(x));
    const long double density = boost::math::ibeta_derivative(wide(a), wide(b), wide(x));
    return static_cast<double>(std::fabs((got - area) / (density * wide(x))));
}

TEST(BetaInverse, SolvesForTheAreaFromTheLeastToTheMiddle) {
    for (const double a : shapes) {
        for (const double b : shapes) {
            Worst worst;
            for (double area = 0.999; area > 1e-290; area *= area > 0.01 ? 0.93 : 0.03) {
                const double x = beta_i_inverse(a, b, area);
                const double y = beta_i_inverse_complement(a, b, area);
                if (x > 1e-290 && y > 1e-290) worst.see(error_of_answer(a, b, x, y, area, true), area);
                const double upper_x = beta_i_complement_inverse(a, b, area);
                const double upper_y = beta_i_inverse(b, a, area);
                if (upper_x > 1e-290 && upper_y > 1e-290) {
                    worst.see(error_of_answer(a, b, upper_x, upper_y, area, false), -area);
                }
            }
            EXPECT_LT(worst.error, a < 0.1 || b < 0.1 ? 1e-13 : 3e-14) << a << ' ' << b << " at " << worst.at;
        }
    }
}

TEST(BetaInverse, GivesBothPartsOfOne) {
    for (const double a : {0.2, 3.0, 900.0}) {
        for (const double b : {0.4, 5.0, 2e5}) {
            for (const double p : {1e-200, 1e-9, 0.2, 0.5, 0.8, 0.9999999}) {
                const double x = beta_i_inverse(a, b, p);
                EXPECT_NEAR(x + beta_i_inverse_complement(a, b, p), 1.0, 3e-16);
                if (p > 0.5) {
                    EXPECT_EQ(x, beta_i_inverse_complement(b, a, 1 - p)) << a << ' ' << b << ' ' << p;
                }
            }
        }
    }
}

TEST(BetaInverse, IsARootIfOneShapeIsOne) {
    for (const double a : {0.2, 1.0, 5.0, 300.0}) {
        for (double p = 0.99; p > 1e-50; p *= 0.6) {
            EXPECT_LT(relative_error(beta_i_inverse(a, 1, p), std::pow(wide(p), 1 / wide(a))), 1e-14) << a << ' ' << p;
            const long double small = -std::expm1(std::log1p(-wide(p)) / wide(a));
            EXPECT_LT(relative_error(beta_i_inverse(1, a, p), small), 1e-14) << a << ' ' << p;
        }
    }
}

TEST(BetaInverse, RisesStrictly) {
    for (const double a : {0.3, 1.0, 6.0, 500.0}) {
        for (const double b : {0.5, 2.0, 1e5}) {
            double before = 0;
            for (int i = 1; i < 1000; ++i) {
                const double now = beta_i_inverse(a, b, i / 1000.0);
                ASSERT_LT(before, now) << a << ' ' << b << ' ' << i;
                before = now;
            }
        }
    }
}

TEST(BetaInverse, KeepsTheSpecialValues) {
    EXPECT_EQ(beta_i_inverse(2, 3, 0), 0.0);
    EXPECT_EQ(beta_i_inverse(2, 3, 1), 1.0);
    EXPECT_EQ(beta_i_inverse_complement(2, 3, 0), 1.0);
    EXPECT_EQ(beta_i_inverse_complement(2, 3, 1), 0.0);
    EXPECT_EQ(beta_i_complement_inverse(2, 3, 0), 1.0);
    EXPECT_EQ(beta_i_complement_inverse(2, 3, 1), 0.0);
    EXPECT_EQ(beta_i_inverse(3, 3, 0.5), 0.5);
    for (const double bad : {0.0, -1.0, inf, nan}) EXPECT_TRUE(std::isnan(beta_i_inverse(bad, 1, 0.5))) << bad;
    for (const double p : {-0.1, 1.1, nan}) EXPECT_TRUE(std::isnan(beta_i_inverse(1, 1, p))) << p;
}

}  // namespace
}  // namespace riskpool::math
