// The laws that Boost.Math has, against Boost.Math.
#include <gtest/gtest.h>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <cmath>

#include "models/severity/severity.hpp"

namespace riskpool {
namespace {

/// Relative differences of quantiles and probabilities up to `tolerance`, of the cdf up to `absolute` besides.
template <class Oracle>
void compare(Severity const& law, Oracle const& oracle, double tolerance = 1e-12, double absolute = 0) {
    using boost::math::complement;
    for (double p : {1e-14, 1e-10, 1e-6, 1e-3, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999}) {
        const double low = boost::math::quantile(oracle, p);
        const double high = boost::math::quantile(complement(oracle, p));
        EXPECT_NEAR(quantile(law, p), low, tolerance * low) << p;
        EXPECT_NEAR(quantile_upper(law, p), high, tolerance * high) << p;
        for (double x : {low, high}) {
            const double below = boost::math::cdf(oracle, x);
            const double above = boost::math::cdf(complement(oracle, x));
            EXPECT_NEAR(cdf(law, x), below, tolerance * below + absolute) << x;
            EXPECT_NEAR(survival(law, x), above, tolerance * above) << x;
        }
    }
}

template <class Oracle>
void compare_moments(Severity const& law, Oracle const& oracle) {
    EXPECT_NEAR(mean(law), boost::math::mean(oracle), 1e-12 * boost::math::mean(oracle));
    EXPECT_NEAR(variance(law), boost::math::variance(oracle), 1e-12 * boost::math::variance(oracle));
}

TEST(SeverityOracle, LognormalIsThatOfBoost) {
    for (double sigma : {0.1, 1.5, 3.0}) {
        const boost::math::lognormal oracle(8, sigma);
        compare(Lognormal{.mu = 8, .sigma = sigma}, oracle, 1e-11);
        compare_moments(Lognormal{.mu = 8, .sigma = sigma}, oracle);
    }
}

TEST(SeverityOracle, GammaIsThatOfBoost) {
    for (double shape : {0.2, 1.0, 2.5, 40.0}) {
        const boost::math::gamma_distribution<> oracle(shape, 3e6);
        compare(Gamma{shape, 3e6}, oracle, 1e-11);
        compare_moments(Gamma{shape, 3e6}, oracle);
    }
}

TEST(SeverityOracle, ExponentialIsThatOfBoost) {
    const boost::math::exponential oracle(1 / 7.0);
    compare(Exponential{7}, oracle);
    compare_moments(Exponential{7}, oracle);
}

TEST(SeverityOracle, WeibullIsThatOfBoost) {
    for (double shape : {0.4, 1.0, 3.7}) {
        const boost::math::weibull oracle(shape, 2e5);
        compare(Weibull{shape, 2e5}, oracle);
        compare_moments(Weibull{shape, 2e5}, oracle);
    }
}

TEST(SeverityOracle, ParetoIsThatOfBoost) {
    // Boost rounds threshold / x, which costs the cdf just above the threshold its digits.
    for (double shape : {0.7, 1.0, 1.8, 4.0}) {
        compare(Pareto{1e6, shape}, boost::math::pareto(1e6, shape), 1e-12, 1e-15);
    }
    compare_moments(Pareto{1e6, 4}, boost::math::pareto(1e6, 4));
}

TEST(SeverityOracle, BetaIsThatOfBoost) {
    for (auto [a, b] : {std::pair{2.0, 5.0}, std::pair{0.5, 1.5}, std::pair{8.0, 0.9}}) {
        const boost::math::beta_distribution<> oracle(a, b);
        compare(Beta{a, b}, oracle, 1e-11);
        compare_moments(Beta{a, b}, oracle);
    }
}

TEST(SeverityOracle, GeneralisedParetoWithPositiveShapeIsAParetoMovedToZero) {
    // scale / shape = threshold and 1 / shape = tail index give X = Pareto - threshold.
    const Pareto pareto{6, 2.5};
    const GeneralisedPareto lomax{0, 6 / 2.5, 1 / 2.5};
    const GeneralisedPareto whole{6, 6 / 2.5, 1 / 2.5};
    for (double x : {6 + 1e-12, 6 + 1e-6, 7.0, 100.0}) EXPECT_NEAR(pareto.cdf(x), whole.cdf(x), 1e-14 * whole.cdf(x));
    for (double q : {0.9, 0.5, 0.1, 1e-3, 1e-9}) {
        EXPECT_NEAR(lomax.quantile_upper(q), pareto.quantile_upper(q) - 6, 1e-13 * pareto.quantile_upper(q));
        EXPECT_NEAR(whole.quantile_upper(q), pareto.quantile_upper(q), 1e-13 * pareto.quantile_upper(q));
        EXPECT_NEAR(whole.limited_mean(6 / q), pareto.limited_mean(6 / q), 1e-12 * pareto.mean());
        EXPECT_NEAR(whole.limited_second_moment(6 / q), pareto.limited_second_moment(6 / q),
                    1e-11 * pareto.limited_second_moment(6 / q));
    }
}

}  // namespace
}  // namespace riskpool
