#include "models/belief/student_t.hpp"

#include "sim/base/math/elementary.hpp"
#include "sim/base/math/student.hpp"

namespace riskpool {

double StudentT::quantile(double p) const {
    return location + scale * math::student_quantile(degrees, p);
}

double StudentT::cdf(double x) const {
    return math::student_cdf(degrees, (x - location) / scale);
}

double StudentT::log_density(double x) const {
    return math::student_log_density(degrees, (x - location) / scale) - math::log(scale);
}

}  // namespace riskpool
