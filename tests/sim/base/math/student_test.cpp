#include "sim/base/math/student.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "tests/sim/base/math/error_in_ulp.hpp"

namespace riskpool::math {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

using Oracle = boost::math::students_t_distribution<long double>;

TEST(Student, TailsAgreeWithBoostFromTheCentreToFarOut) {
    for (const double degrees : {0.7, 1.0, 2.0, 3.5, 9.0, 60.0, 1e4}) {
        const Oracle oracle(degrees);
        for (const double t : {0.0, 0.01, 0.5, 1.0, 2.6, 7.0, 40.0, 1e4}) {
            const long double want = boost::math::cdf(boost::math::complement(oracle, static_cast<long double>(t)));
            if (want < 1e-290L) continue;
            EXPECT_LT(relative_error(student_survival(degrees, t), want), 1e-13) << degrees << ' ' << t;
            EXPECT_EQ(student_cdf(degrees, -t), student_survival(degrees, t));
            EXPECT_NEAR(student_cdf(degrees, t), static_cast<double>(1 - want), 1e-15);
        }
    }
}

// Near the centre the tail falls by t times the density there; Boost loses digits.
TEST(Student, FallsInAStraightLineNearTheCentre) {
    for (const double t : {1e-12, 1e-9, 1e-5}) {
        EXPECT_NEAR(student_survival(1, t), 0.5 - t / 3.14159265358979323846, 1e-16 + t * t * t);
        EXPECT_NEAR(student_quantile(1, 0.5 + t / 3.14159265358979323846), t, 4e-16 + t * t * t);
    }
}

TEST(Student, QuantilesAgreeWithBoost) {
    for (const double degrees : {1.0, 2.0, 4.0, 9.0, 19.5, 1e3}) {
        const Oracle oracle(degrees);
        for (const double q : {0.499999, 0.4, 0.25, 0.05, 0.005, 1e-6, 1e-15}) {
            const long double want =
                boost::math::quantile(boost::math::complement(oracle, static_cast<long double>(q)));
            EXPECT_LT(relative_error(student_quantile_upper(degrees, q), want), 1e-12) << degrees << ' ' << q;
            EXPECT_EQ(student_quantile(degrees, q), -student_quantile_upper(degrees, q));
        }
    }
}

TEST(Student, DensityAgreesWithBoost) {
    for (const double degrees : {1.0, 2.5, 30.0}) {
        for (const double t : {-5.0, 0.0, 0.3, 100.0}) {
            const long double want = std::log(boost::math::pdf(Oracle(degrees), static_cast<long double>(t)));
            EXPECT_NEAR(student_log_density(degrees, t), static_cast<double>(want), 1e-13);
        }
    }
}

TEST(Student, HasItsMedianInTheMiddleAndNoEnds) {
    EXPECT_EQ(student_quantile(3, 0.5), 0);
    EXPECT_EQ(student_quantile(3, 0), -inf);
    EXPECT_EQ(student_quantile(3, 1), inf);
    EXPECT_EQ(student_cdf(3, inf), 1);
    EXPECT_EQ(student_survival(3, inf), 0);
    EXPECT_TRUE(std::isnan(student_quantile(3, 1.5)));
}

}  // namespace
}  // namespace riskpool::math
