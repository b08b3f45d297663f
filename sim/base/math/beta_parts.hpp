// Both tails of the incomplete beta function at once, at a point given by x and 1 - x.
#pragma once

namespace riskpool::math {

/// x and y = 1 - x, each with full relative accuracy; the smaller one is taken as exact.
struct UnitPoint {
    double x;
    double y;
};

/// Both regularised incomplete beta functions, the smaller one with small relative error; x (1-x) times the density,
/// which is the density of t = logit x; and the slope a y - b x in t of that density's logarithm.
struct BetaTails {
    double lower;
    double upper;
    double logit_density;
    double slope;
};

/// At 0 < x < 1.
[[nodiscard]] BetaTails beta_tails(double a, double b, UnitPoint point) noexcept;

}  // namespace riskpool::math
