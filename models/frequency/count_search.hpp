// Counts by adding up probabilities from 0 on, many at a time: for means so small that nothing is quicker.
#pragma once

#include <cstdint>
#include <span>

namespace riskpool {

/// Means from which on a count is found otherwise.
inline constexpr double few_events = 12;

/// counts[i] = min{n : F(n) >= u[i]} for the Poisson law of mean[i], where that is below few_events; 0 elsewhere.
/// 0 < u < 1, means 0 or more; spans of one length.
void search_poisson(std::span<double const> u, std::span<double const> mean, std::span<std::uint32_t> counts) noexcept;

/// The same for the negative binomial law of mean[i] and `size` > 0.
void search_negative_binomial(std::span<double const> u, std::span<double const> mean, double size,
                              std::span<std::uint32_t> counts) noexcept;

}  // namespace riskpool
