#include "models/belief/pert.hpp"

#include <algorithm>

#include "sim/base/math/beta.hpp"
#include "sim/base/math/elementary.hpp"

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
    return std::clamp(low + (high - low) * math::beta_i_inverse(a(), b(), p), low, high);
}

double Pert::cdf(double x) const {
    if (x <= low) return 0;
    return x >= high ? 1.0 : math::beta_i(a(), b(), (x - low) / (high - low));
}

double Pert::log_density(double x) const {
    if (x < low || x > high) return -infinity;
    const double y = (x - low) / (high - low);
    // Where a shape is 1 its factor is 1, at the ends too.
    const double rise = a() == 1 ? 0 : (a() - 1) * math::log(y);
    const double fall = b() == 1 ? 0 : (b() - 1) * math::log1p(-y);
    return rise + fall - math::log_beta(a(), b()) - math::log(high - low);
}

double Pert::mean() const {
    // From `low`, so that no sum of the three can overflow or leave the range.
    return low + (weight * (mode - low) + (high - low)) / (weight + 2);
}

double Pert::variance() const {
    const double sum = a() + b();
    return (high - low) * (high - low) * (a() / sum) * (b() / sum) / (sum + 1);
}

}  // namespace riskpool
