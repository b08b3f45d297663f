#include "models/belief/normal.hpp"

#include "sim/base/math/elementary.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

double Normal::quantile(double p) const {
    return mean_value + sd * math::normal_quantile(p);
}

double Normal::cdf(double x) const {
    return math::normal_cdf((x - mean_value) / sd);
}

double Normal::log_density(double x) const {
    constexpr double half_log_two_pi = 0.91893853320467274178;
    const double z = (x - mean_value) / sd;
    return -0.5 * z * z - half_log_two_pi - math::log(sd);
}

}  // namespace riskpool
