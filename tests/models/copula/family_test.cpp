#include "models/copula/family.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numbers>

#include "tests/models/copula/copula_sample.hpp"

namespace riskpool {
namespace {

double elliptical_tau(double r) {
    return 2 / std::numbers::pi * std::asin(r);
}

void expect_tau(CopulaKinds const& family, double tau, std::string const& what) {
    const Columns u = sample_copula(family, 3, 12'000);
    for (auto const& column : u) expect_uniform(column, what);
    expect_sample_mean(kendall_taus(u[0], u[1]), tau, what);
    expect_sample_mean(kendall_taus(u[1], u[2]), tau, what);
}

TEST(CopulaFamily, HasTheKendallTauOfItsFormula) {
    for (const double r : {-0.4, 0.0, 0.7}) {
        expect_tau(GaussianCopula{.correlation = r}, elliptical_tau(r), "gaussian " + std::to_string(r));
        expect_tau(StudentCopula{.degrees = 3, .correlation = r}, elliptical_tau(r), "t " + std::to_string(r));
    }
    for (const double theta : {0.2, 2.0, 30.0}) {
        expect_tau(ClaytonCopula{theta}, theta / (theta + 2), "clayton " + std::to_string(theta));
        expect_tau(SurvivalClaytonCopula{theta}, theta / (theta + 2), "survival " + std::to_string(theta));
        expect_tau(GumbelCopula{1 + theta}, theta / (1 + theta), "gumbel " + std::to_string(1 + theta));
    }
    expect_tau(GumbelCopula{1}, 0, "gumbel 1");
}

TEST(CopulaFamily, StaysWithinTheUnitIntervalAtTheStrongestDependence) {
    for (CopulaKinds const& family : {CopulaKinds{ClaytonCopula{200}}, CopulaKinds{SurvivalClaytonCopula{200}},
                                      CopulaKinds{GumbelCopula{200}}, CopulaKinds{GaussianCopula{.correlation = 1}},
                                      CopulaKinds{StudentCopula{.degrees = 0.5, .correlation = 0.99}}}) {
        const Columns u = sample_copula(family, 2, 5000);
        expect_uniform(u[0], "component 1");
        expect_uniform(u[1], "component 2");
        double farthest = 0;
        for (std::size_t i = 0; i < u[0].size(); ++i) farthest += std::abs(u[0][i] - u[1][i]) / 5000;
        EXPECT_LT(farthest, 0.08);
    }
}

// Positive stable frailties have the Laplace transform exp(-s^a).
TEST(GumbelCopulaFrailty, HasTheLaplaceTransformOfAPositiveStableLaw) {
    for (const double theta : {1.3, 3.0}) {
        for (const double s : {0.2, 1.0, 4.0}) {
            std::vector<double> values;
            for (std::uint64_t i = 0; i < 20'000; ++i) {
                const double v =
                    std::exp(log_positive_stable(theta, uniform({5, 0}, {i, 0}, 0), uniform({5, 0}, {i, 0}, 1)));
                values.push_back(std::exp(-s * v));
            }
            expect_sample_mean(values, std::exp(-std::pow(s, 1 / theta)), "s = " + std::to_string(s));
        }
    }
}

TEST(StudentCdf, IsThatOfBoost) {
    for (const double degrees : {0.5, 1.0, 2.0, 4.0, 5.0, 10.0, 33.0}) {
        const boost::math::students_t law(degrees);
        for (const double x : {-50.0, -3.0, -0.1, 0.0, 0.4, 2.0, 90.0}) {
            EXPECT_NEAR(student_cdf(degrees, x), cdf(law, x), 1e-13) << degrees << ' ' << x;
        }
    }
}

}  // namespace
}  // namespace riskpool
