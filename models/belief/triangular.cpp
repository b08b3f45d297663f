#include "models/belief/triangular.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/math/elementary.hpp"

namespace riskpool {

void Triangular::check(FieldFaults& faults) const {
    if (!(low < high)) {
        faults.add("high", "is not above `low`", "give a point as a plain number, and a range from low to high");
    } else if (!(low <= mode && mode <= high)) {
        faults.add("mode", "does not lie between `low` and `high`",
                   "the most likely value is one of the possible ones");
    }
}

// The probability up to x <= mode is (x - low)^2 / ((high - low) (mode - low)), and from x >= mode on (high - x)^2 /
// ((high - low) (high - mode)).
double Triangular::quantile(double p) const {
    const double width = high - low;
    const double rise = mode - low;
    const double x =
        p * width <= rise ? low + std::sqrt(p * width * rise) : high - std::sqrt((1 - p) * width * (high - mode));
    return std::clamp(x, low, high);
}

double Triangular::cdf(double x) const {
    if (x <= low) return 0;
    if (x >= high) return 1;
    const double width = high - low;
    if (x <= mode) return (x - low) / width * ((x - low) / (mode - low));
    return 1 - (high - x) / width * ((high - x) / (high - mode));
}

double Triangular::log_density(double x) const {
    if (x <= low || x >= high) return -infinity;
    const double height = x <= mode ? (x - low) / (mode - low) : (high - x) / (high - mode);
    return math::log(2 * height / (high - low));
}

double Triangular::variance() const {
    const double a = mode - low;
    const double b = high - low;
    return (a * a + b * b - a * b) / 18;
}

}  // namespace riskpool
