// A scale: values at points that rise, straight lines between them, flat outside.
#pragma once

#include <cstddef>
#include <vector>

namespace riskpool {

/// The value of `scale`, which is not empty, at x. `at` and `value` are the two members of a point; the scale rises
/// strictly in `at`.
template <class Point>
[[nodiscard]] double read_scale(std::vector<Point> const& scale, double x, double Point::*at,
                                double Point::*value) noexcept {
    if (x <= scale.front().*at) return scale.front().*value;
    for (std::size_t j = 1; j < scale.size(); ++j) {
        Point const& low = scale[j - 1];
        Point const& high = scale[j];
        if (x < high.*at) {
            return low.*value + (x - low.*at) / (high.*at - low.*at) * (high.*value - low.*value);
        }
    }
    return scale.back().*value;
}

/// True if `member` rises strictly from point to point.
template <class Point>
[[nodiscard]] bool rises(std::vector<Point> const& scale, double Point::*member) {
    for (std::size_t j = 1; j < scale.size(); ++j) {
        if (!(scale[j].*member > scale[j - 1].*member)) return false;
    }
    return true;
}

}  // namespace riskpool
