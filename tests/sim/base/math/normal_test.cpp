#include "sim/base/math/normal.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>

#include "tests/sim/base/math/error_in_ulp.hpp"

namespace riskpool::math {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr long double half_root_two = 0.707106781186547524400844362105L;
constexpr long double one_over_root_two_pi = 0.398942280401432677939946059934L;

long double true_cdf(double x) {
    return std::erfc(-half_root_two * static_cast<long double>(x)) / 2;
}

TEST(NormalDensity, IsTheBellToTheFarTails) {
    Worst worst;
    for (int i = -37500; i <= 37500; ++i) {
        const double x = i * 0.001;
        const long double square = static_cast<long double>(x) * static_cast<long double>(x);
        worst.see(relative_error(normal_density(x), one_over_root_two_pi * std::exp(-square / 2)), x);
    }
    EXPECT_LT(worst.error, 4e-16) << worst.at;
    EXPECT_EQ(normal_density(inf), 0.0);
    EXPECT_EQ(normal_density(-1e300), 0.0);
    EXPECT_TRUE(std::isnan(normal_density(nan)));
}

TEST(NormalCdf, IsRelativelyAccurateInBothTails) {
    Worst lower;
    Worst upper;
    for (int i = -370000; i <= 100000; ++i) {
        const double x = i * 0.0001;
        lower.see(relative_error(normal_cdf(x), true_cdf(x)), x);
        upper.see(relative_error(normal_survival(-x), true_cdf(x)), -x);
    }
    EXPECT_LT(lower.error, 1.2e-15) << lower.at;
    EXPECT_LT(upper.error, 1.2e-15) << upper.at;
}

TEST(NormalCdf, KeepsTheSpecialValues) {
    EXPECT_EQ(normal_cdf(0.0), 0.5);
    EXPECT_EQ(normal_survival(0.0), 0.5);
    EXPECT_EQ(normal_cdf(-inf), 0.0);
    EXPECT_EQ(normal_cdf(inf), 1.0);
    EXPECT_EQ(normal_survival(inf), 0.0);
    EXPECT_EQ(normal_survival(-inf), 1.0);
    EXPECT_EQ(normal_cdf(-40.0), 0.0);
    EXPECT_GT(normal_cdf(-38.4), 0.0);
    EXPECT_TRUE(std::isnan(normal_cdf(nan)));
    EXPECT_TRUE(std::isnan(normal_survival(nan)));
}

TEST(NormalCdf, NeverFalls) {
    double before = 0;
    for (int i = -400000; i <= 100000; ++i) {
        const double now = normal_cdf(i * 0.0001);
        ASSERT_LE(before, now) << i;
        before = now;
    }
}

TEST(NormalMillsRatio, IsSurvivalOverDensity) {
    Worst worst;
    for (int i = -30000; i <= 37000; ++i) {
        const double x = i * 0.001;
        const long double square = static_cast<long double>(x) * static_cast<long double>(x);
        const long double want = true_cdf(-x) / (one_over_root_two_pi * std::exp(-square / 2));
        worst.see(relative_error(normal_mills_ratio(x), want), x);
    }
    EXPECT_LT(worst.error, 1.5e-15) << worst.at;
    // 1/x - 1/x^3 + 3/x^5 ...
    EXPECT_LT(relative_error(normal_mills_ratio(1e6), 1e-6L * (1 - 1e-12L)), 3e-16);
    EXPECT_EQ(normal_mills_ratio(inf), 0.0);
}

TEST(NormalQuantile, IsTheInverseFoundByBoost) {
    const boost::math::normal_distribution<long double> oracle;
    Worst worst;
    for (double p = 0.4999; p > 1e-307; p *= 0.953) {
        const long double want = boost::math::quantile(oracle, static_cast<long double>(p));
        worst.see(relative_error(normal_quantile(p), want), p);
        worst.see(relative_error(normal_quantile_upper(p), -want), p);
    }
    for (int i = 1; i < 1024; ++i) {
        const double p = i / 1024.0;
        if (i != 512) {
            worst.see(relative_error(normal_quantile(p), boost::math::quantile(oracle, static_cast<long double>(p))),
                      p);
        }
    }
    EXPECT_LT(worst.error, 1.1e-15) << worst.at;
}

TEST(NormalQuantile, SolvesForSubnormalProbabilities) {
    // Against the logarithm of the asymptotic tail in extended precision, which does not round subnormal numbers.
    for (double p : {1e-308, 3e-310, 7e-315, 1e-320, 5e-324}) {
        const long double x = -static_cast<long double>(normal_quantile(p));
        const long double residual = std::log(std::erfc(x * half_root_two) / 2) - std::log(static_cast<long double>(p));
        EXPECT_LT(std::fabs(static_cast<double>(residual / (x * x))), 4e-16) << p;
    }
}

TEST(NormalQuantile, IsRelativelyAccurateNextToOneHalf) {
    for (int k = 2; k <= 50; ++k) {
        const double step = std::ldexp(1.0, -k);
        // Phi^-1(1/2 + h) = sqrt(2 pi) (h + pi h^3 / 3 + ...)
        const long double h = static_cast<long double>(step);
        if (k > 14) {
            const long double want = (h + 3.14159265358979323846L * h * h * h / 3) / one_over_root_two_pi;
            EXPECT_LT(relative_error(normal_quantile(0.5 + step), want), 1.1e-15) << k;
        }
        EXPECT_EQ(normal_quantile(0.5 + step), -normal_quantile(0.5 - step)) << k;
    }
}

TEST(NormalQuantile, NeverFalls) {
    double before = -inf;
    for (int i = 1; i < 200000; ++i) {
        const double now = normal_quantile(i / 200000.0);
        ASSERT_LT(before, now) << i;
        before = now;
    }
}

TEST(NormalQuantile, InvertsItsOwnCdf) {
    for (int i = -3700; i <= 700; ++i) {
        const double x = i * 0.01;
        const double p = normal_cdf(x);
        // What half a unit in the last place of p, and the error of the cdf, may move x.
        const double slack = 2e-15 * (p / normal_density(x) + std::fabs(x));
        EXPECT_NEAR(normal_quantile(p), x, slack) << x;
        EXPECT_NEAR(normal_quantile_upper(normal_survival(-x)), -x, slack) << x;
    }
}

TEST(NormalQuantile, KeepsTheSpecialValues) {
    EXPECT_EQ(normal_quantile(0.5), 0.0);
    EXPECT_EQ(normal_quantile(0.0), -inf);
    EXPECT_EQ(normal_quantile(1.0), inf);
    EXPECT_EQ(normal_quantile_upper(0.0), inf);
    EXPECT_EQ(normal_quantile_upper(1.0), -inf);
    for (const double p : {-0.1, 1.1, nan, inf}) {
        EXPECT_TRUE(std::isnan(normal_quantile(p))) << p;
        EXPECT_TRUE(std::isnan(normal_quantile_upper(p))) << p;
    }
}

}  // namespace
}  // namespace riskpool::math
