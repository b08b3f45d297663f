#include "sim/check/sst.hpp"

#include <gtest/gtest.h>

#include "tests/known_answers/answers.hpp"

namespace riskpool {
namespace {

void expect_known(double value, char const* name) {
    const double expected = answer("O-CA-01").at("expected").at(name).get<double>();
    EXPECT_NEAR(value, expected, 1e-10 * expected) << name;
}

TEST(SwissSolvencyTest, HasTheFiguresOfKnownAnswerOCa01) {
    auto const& in = answer("O-CA-01").at("inputs").at("sst");
    const LognormalLoss lognormal{in["lognormal"]["mean"], in["lognormal"]["cv"]};
    expect_known(lognormal.value_at_risk(0.995) - lognormal.mean, "lognormal_VaR995_over_mean_minus_mean");
    expect_known(lognormal.expected_shortfall(0.99), "lognormal_ES99");
    expect_known(sst_target_capital(lognormal, 0), "lognormal_ES99_minus_mean");
    const NormalLoss normal{in["normal"]["mean"], in["normal"]["sd"]};
    expect_known(sst_target_capital(normal, 0), "normal_ES99_minus_mean");
    EXPECT_DOUBLE_EQ(sst_target_capital(normal, 7), sst_target_capital(normal, 0) + 7);
}

// The shortfall is the mean of the quantiles beyond the level: an average over a fine grid of levels, no formula.
template <class Loss>
double mean_of_quantiles(Loss const& loss, double level) {
    constexpr int steps = 400'000;
    double sum = 0;
    for (int k = 0; k < steps; ++k) sum += loss.value_at_risk(level + (1 - level) * (k + 0.5) / steps);
    return sum / steps;
}

TEST(SwissSolvencyTest, ShortfallIsTheMeanOfTheQuantilesBeyondTheLevel) {
    for (const double level : {0.5, 0.9, 0.99}) {
        const LognormalLoss lognormal{80, 0.7};
        EXPECT_NEAR(lognormal.expected_shortfall(level), mean_of_quantiles(lognormal, level), 2e-3);
        const NormalLoss normal{-5, 3};
        EXPECT_NEAR(normal.expected_shortfall(level), mean_of_quantiles(normal, level), 1e-4);
    }
}

}  // namespace
}  // namespace riskpool
