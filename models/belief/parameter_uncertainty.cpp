#include "models/belief/parameter_uncertainty.hpp"

#include <cmath>

#include "sim/base/math/normal.hpp"
#include "sim/base/math/student.hpp"

namespace riskpool {

// (next - mean) / (standard deviation sqrt(1 + 1 / n)) is Student t with n - 1 degrees of freedom.
double attained_level(double n, double level) {
    return math::student_cdf(n - 1, math::normal_quantile(level) / std::sqrt(1 + 1 / n));
}

double sufficient_multiplier(double n, double level) {
    return math::student_quantile(n - 1, level) * std::sqrt(1 + 1 / n);
}

}  // namespace riskpool
