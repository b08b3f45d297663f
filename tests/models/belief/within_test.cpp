#include "models/belief/within.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "models/belief/interval_belief.hpp"
#include "models/belief/law_of_severity.hpp"
#include "models/belief/normal.hpp"
#include "models/belief/uniform.hpp"
#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

using Faults = std::vector<std::string>;

// Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 1, 13.10.1.
TEST(CutLaw, OfANormalLawHasTheMeanAndVarianceOfTheBook) {
    const boost::math::normal z;
    for (auto const& [low, high] :
         {std::pair{0.0, infinity}, std::pair{-1.0, 3.0}, std::pair{-infinity, 0.5}, std::pair{6.0, 9.0}}) {
        const CutLaw law(law_of(Normal{1, 2}), low, high);
        const double a = (low - 1) / 2;
        const double b = (high - 1) / 2;
        const auto density = [&](double x) { return std::isfinite(x) ? boost::math::pdf(z, x) : 0; };
        const auto below = [&](double x) { return std::isfinite(x) ? boost::math::cdf(z, x) : (x > 0 ? 1.0 : 0.0); };
        const auto times = [&](double x) { return std::isfinite(x) ? x * density(x) : 0; };
        const double mass = below(b) - below(a);
        const double shift = (density(a) - density(b)) / mass;
        EXPECT_NEAR(law.mean(), 1 + 2 * shift, 1e-9) << low << ' ' << high;
        EXPECT_NEAR(law.variance(), 4 * (1 + (times(a) - times(b)) / mass - shift * shift), 1e-8) << low << ' ' << high;
        EXPECT_NEAR(law.quantile(0.3), 1 + 2 * boost::math::quantile(z, below(a) + 0.3 * mass), 1e-9);
        EXPECT_EQ(law.lowest(), low);
        EXPECT_EQ(law.highest(), high);
    }
}

TEST(CutLaw, MakesAHeavyTailFinite) {
    const CutLaw law(law_of_severity(Pareto{1, 0.8}), 1, 100);
    // E[X; X <= 100] = 0.8 (100^0.2 - 1) / 0.2.
    EXPECT_NEAR(law.mean(), 4 * (std::pow(100, 0.2) - 1) / (1 - std::pow(100, -0.8)), 1e-8);
    EXPECT_TRUE(std::isfinite(law.variance()));
}

TEST(Within, SaysHowMuchItCutsOffAndRefusesContradictions) {
    const Belief normal(Normal{0, 1});
    EXPECT_NE((Within{.belief = normal, .low = 0}).remark().find("50 % of what was believed"), std::string::npos);
    EXPECT_EQ(faulty_fields(Within{.belief = normal, .low = 0}), Faults{});
    EXPECT_EQ(faulty_fields(Within{.belief = normal}), Faults{""});
    EXPECT_EQ(faulty_fields(Within{.belief = normal, .low = 1, .high = 1}), Faults{"high"});
    EXPECT_EQ(faulty_fields(Within{.belief = normal, .low = 8}), Faults{"belief"});
    EXPECT_EQ(faulty_fields(Within{.belief = Belief(Uniform{1, 2}), .high = 1}), Faults{"belief"});
    EXPECT_EQ(faulty_fields(Within{.belief = Belief(IntervalBelief{1, 2}), .low = 1.5}), Faults{"belief"});
}

}  // namespace
}  // namespace riskpool
