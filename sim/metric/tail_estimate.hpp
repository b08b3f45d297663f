// Value at risk and tail value at risk of a series, with errors, intervals and what to beware of.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "sim/metric/estimate.hpp"

namespace riskpool {

/// A figure read from the tail of a sample.
struct TailEstimate {
    Estimate estimate;
    Interval interval;             // 95%
    std::uint64_t tail_count = 0;  // observations beyond the rank of the level
    std::string warning;           // empty, or sentences for a person
};

/// VaR(p) = inf{x : F(x) >= p}, the order statistic ceil(p n), with a distribution-free interval and
/// SE = sqrt(p (1 - p) / n) / f, f by the spacing of the interval's ends.
/// Throws std::logic_error if the kept tail does not reach so low (see tail_size).
[[nodiscard]] TailEstimate value_at_risk(SeriesSummary const& series, double level);

/// TVaR(p) = VaR(p) + E[(X - VaR(p))+] / (1 - p): the mean of the worst 1 - p of the sample, with a fractional weight
/// on the atom at VaR. SE = sqrt(Var[(X - VaR)+] / n) / (1 - p), which without atoms is sqrt((Var(X | X > VaR) + p
/// (TVaR - VaR)^2) / ((1 - p) n)). Throws std::logic_error if the kept tail does not reach so low.
[[nodiscard]] TailEstimate tail_value_at_risk(SeriesSummary const& series, double level);

/// Hill's estimate of the tail index from values in descending order, the last of which is the threshold: 1 over the
/// mean of log(x / threshold). Infinity if there is no sign of a power tail: fewer than 50 values, a threshold that is
/// not positive, or a capped tail (the largest value occurs twice).
[[nodiscard]] double tail_index(std::span<double const> descending);

}  // namespace riskpool
