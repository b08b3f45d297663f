// Bounds of a figure of which only intervals of its inputs are known.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "models/belief/mixture.hpp"
#include "sim/base/describe.hpp"

namespace riskpool {

/// The least and the greatest value of f(inputs) over all corners of the intervals. These are the bounds over all that
/// lies within if f rises or falls in each input throughout, as a loss does in a rate and in a Pareto shape.
template <class F>
ModelRange over_corners(std::vector<ModelRange> const& intervals, F const& f) {
    ModelRange range{infinity, -infinity};
    std::vector<double> at(intervals.size());
    for (std::size_t corner = 0; corner < std::size_t{1} << intervals.size(); ++corner) {
        for (std::size_t i = 0; i < at.size(); ++i) {
            at[i] = (corner >> i & 1U) != 0 ? intervals[i].high : intervals[i].low;
        }
        const double value = f(at);
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
    return range;
}

}  // namespace riskpool
