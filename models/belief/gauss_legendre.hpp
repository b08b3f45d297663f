// Gauss and Legendre's rule of seven points (Abramowitz and Stegun, table 25.4).
#pragma once

#include <array>

namespace riskpool {

struct GaussPoint {
    double place;  // on (-1, 1)
    double weight;
};

inline constexpr std::array<GaussPoint, 7> gauss_points{{{-0.94910791234275852453, 0.12948496616886969327},
                                                         {-0.74153118559939443986, 0.27970539148927666790},
                                                         {-0.40584515137739716691, 0.38183005050511894495},
                                                         {0.0, 0.41795918367346938776},
                                                         {0.40584515137739716691, 0.38183005050511894495},
                                                         {0.74153118559939443986, 0.27970539148927666790},
                                                         {0.94910791234275852453, 0.12948496616886969327}}};

/// The integral of f from `low` to `high`; exact for polynomials up to degree 13.
template <class F>
double integrate(double low, double high, F const& f) {
    const double half = 0.5 * (high - low);
    const double middle = low + half;
    double sum = 0;
    for (auto const& point : gauss_points) sum += point.weight * f(middle + half * point.place);
    return half * sum;
}

}  // namespace riskpool
