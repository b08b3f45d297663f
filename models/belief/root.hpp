// The place where a rising function passes a value, by halving.
#pragma once

#include <cmath>

namespace riskpool {

/// The least double x in [low, high] with f(x) true, for f that is false up to some x and true from there on; f(high)
/// counts as true. Halves until no double lies between, so the answer does not depend on a tolerance.
template <class F>
double first_true(double low, double high, F const& f) {
    if (!(low < high) || f(low)) return low;
    while (true) {
        // Halves of the ends first: their sum may overflow.
        const double middle = 0.5 * low + 0.5 * high;
        if (!(low < middle && middle < high)) return high;
        (f(middle) ? high : low) = middle;
    }
}

}  // namespace riskpool
