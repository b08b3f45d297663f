// A law of counts as a table needs it: where it is highest and how the probabilities follow one another.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>

namespace riskpool {

/// The largest mean of counts per year that a table is built for.
inline constexpr double max_mean_count = 1e8;

/// The probabilities p(lowest), ... , p(highest), up to a common factor.
struct CountLaw {
    std::uint32_t mode = 0;  // a count at or next to the most likely one
    std::uint32_t lowest = 0;
    std::uint32_t highest = std::numeric_limits<std::uint32_t>::max();
    std::function<double(std::uint32_t)> ratio;  // p(n + 1) / p(n) for lowest <= n < highest
};

}  // namespace riskpool
