#include "sim/base/math/trigonometric.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/sim/base/math/error_in_ulp.hpp"

namespace riskpool::math {
namespace {

TEST(SinPi, IsTheSineToFullRelativeAccuracy) {
    Worst worst;
    for (int i = 1; i < 20000; ++i) {
        for (const double x : {i / 40000.0, i * 1e-12, 1 - i / 40000.0}) {
            const long double exact = std::sin(std::numbers::pi_v<long double> * (x > 0.5 ? 1 - x : x));
            worst.see(relative_error(sin_pi(x), exact), x);
        }
    }
    EXPECT_LT(worst.error, 5e-16) << worst.at;
    EXPECT_EQ(sin_pi(0), 0);
    EXPECT_EQ(sin_pi(0.5), 1);
    EXPECT_EQ(sin_pi(1), 0);
}

}  // namespace
}  // namespace riskpool::math
