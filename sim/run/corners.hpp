// Numbers known by bounds only: the corners of the box that they span.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/scenario/outer_sample.hpp"

namespace riskpool {

/// Up to so many intervals all corners are run, and as many corners for more intervals.
inline constexpr std::size_t most_full_intervals = 6;

/// One corner: of each interval true for its upper end.
using Corner = std::vector<bool>;

/// All 2^n corners of n <= 6 intervals, the first interval turning fastest. Of more intervals 64 corners: all low, all
/// high, and 62 in which each interval is at either end equally often, drawn by the sampler.
[[nodiscard]] std::vector<Corner> corners_of(std::vector<std::string> const& intervals, std::uint64_t seed,
                                             OuterSampler const& sampler);

}  // namespace riskpool
