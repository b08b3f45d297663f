#include "models/belief/pert.hpp"

#include <algorithm>

#include "sim/base/math/beta.hpp"

namespace riskpool {

void Pert::check(FieldFaults& faults) const {
    if (!(low < high)) {
        faults.add("high", "is not above `low`", "give a point as a plain number, and a range from low to high");
    } else if (!(low <= mode && mode <= high)) {
        faults.add("mode", "does not lie between `low` and `high`",
                   "the most likely value is one of the possible ones");
    }
}

double Pert::quantile(double p) const {
    const double width = high - low;
    const double a = 1 + weight * ((mode - low) / width);
    const double b = 1 + weight * ((high - mode) / width);
    return std::clamp(low + width * math::beta_i_inverse(a, b, p), low, high);
}

double Pert::mean() const {
    // From `low`, so that no sum of the three can overflow or leave the range.
    return low + (weight * (mode - low) + (high - low)) / (weight + 2);
}

}  // namespace riskpool
