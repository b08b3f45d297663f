#include "sim/treaty/basis_risk.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "tests/known_answers/answers.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;

TEST(BasisRisk, HasTheShortfallOfPt01) {
    auto const& known = answer("O-PT-01");
    Numbers own;
    for (auto const& event : known.at("inputs").at("events")) own.push_back(event.at("own"));
    const Numbers paid = known.at("expected").at("ilw_binary");
    double mean = 0;
    for (auto const& each : known.at("expected").at("basis_shortfall_binary")) mean += each.get<double>() / 4;
    const BasisRisk risk = basis_risk(own, paid, 5);
    EXPECT_DOUBLE_EQ(risk.shortfall, mean);
    // losses of 40, 30 and 80 are above 5, and the first is paid nothing
    EXPECT_EQ(risk.losses_above, 3U);
    EXPECT_DOUBLE_EQ(risk.no_payout, 1.0 / 3);
    EXPECT_DOUBLE_EQ(risk.no_payout_error, std::sqrt(1.0 / 3 * 2 / 3 / 3));
}

TEST(BasisRisk, IsNoneWhereThePayoutIsTheLoss) {
    const Numbers loss{0, 3, 10, 4};
    const BasisRisk risk = basis_risk(loss, loss, 0);
    EXPECT_EQ(risk.no_payout, 0);
    EXPECT_EQ(risk.shortfall, 0);
    EXPECT_EQ(risk.shortfall_error, 0);
    EXPECT_DOUBLE_EQ(risk.correlation, 1);
    EXPECT_NEAR(risk.correlation_error, 0, 1e-15);
}

TEST(BasisRisk, SaysWhatASampleCannotTell) {
    const BasisRisk none = basis_risk({}, {}, 0);
    EXPECT_EQ(none.losses_above, 0U);
    EXPECT_TRUE(std::isnan(none.no_payout));
    const Numbers loss{1, 2}, paid{0, 0};
    const BasisRisk low = basis_risk(loss, paid, 2);
    EXPECT_EQ(low.losses_above, 0U) << "a loss exactly at d is not above it";
    EXPECT_TRUE(std::isnan(low.no_payout));
    EXPECT_TRUE(std::isnan(low.correlation)) << "the payout never varies";
    EXPECT_DOUBLE_EQ(low.shortfall, 1.5);
    EXPECT_DOUBLE_EQ(low.shortfall_error, 0.5);
}

// Loss U + V and payout 1.5 U for independent uniform U, V: correlation sqrt(1/2), and
// E[(V - U/2)+] = integral over u of (1 - u/2)^2 / 2 = 7/24. A payout never is 0.
TEST(BasisRisk, MeetsTheClosedFormWithinItsErrorsAndNoBetter) {
    std::mt19937_64 random(4);
    const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    const int samples = 400;
    double shortfall_squares = 0, correlation_squares = 0;
    for (int s = 0; s < samples; ++s) {
        Numbers loss(500), paid(500);
        for (std::size_t i = 0; i < loss.size(); ++i) {
            const double u = uniform();
            loss[i] = u + uniform();
            paid[i] = 1.5 * u;
        }
        const BasisRisk risk = basis_risk(loss, paid, 1);
        EXPECT_EQ(risk.no_payout, 0);
        const double shortfall = (risk.shortfall - 7.0 / 24) / risk.shortfall_error;
        const double correlation = (risk.correlation - std::sqrt(0.5)) / risk.correlation_error;
        shortfall_squares += shortfall * shortfall / samples;
        correlation_squares += correlation * correlation / samples;
    }
    // The mean square of 400 standard normal deviates: 1 with a standard error of sqrt(2 / 400).
    EXPECT_NEAR(shortfall_squares, 1, 4 * std::sqrt(2.0 / samples));
    EXPECT_NEAR(correlation_squares, 1, 4 * std::sqrt(2.0 / samples));
}

}  // namespace
}  // namespace riskpool
