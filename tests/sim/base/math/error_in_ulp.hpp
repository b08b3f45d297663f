// The distance of a double from a value of extended precision, in units in the last place of the latter.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskpool::math {

inline double error_in_ulp(double got, long double want) {
    if (std::isnan(got)) return std::numeric_limits<double>::infinity();
    if (got == static_cast<double>(want) && std::isinf(got)) return 0;
    int exponent = 0;
    std::frexp(want, &exponent);
    const long double unit = std::ldexp(1.0L, std::max(exponent - 53, -1074));
    return static_cast<double>(std::fabs((static_cast<long double>(got) - want) / unit));
}

inline double relative_error(double got, long double want) {
    if (std::isnan(got)) return std::numeric_limits<double>::infinity();
    return want == 0 ? std::fabs(got) : static_cast<double>(std::fabs((static_cast<long double>(got) - want) / want));
}

/// The argument of greatest error, for messages.
struct Worst {
    double error = 0;
    double at = 0;
    void see(double new_error, double argument) {
        if (!(new_error <= error)) {
            error = new_error;
            at = argument;
        }
    }
};

}  // namespace riskpool::math
