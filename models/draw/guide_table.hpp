// Counts by inversion with a guide: one uniform, one look-up, seldom more than one comparison.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/draw/count_law.hpp"

namespace riskpool {

/// Draws N = min{n : F(n) >= u}. The guide of Chen and Asau (1974; Devroye, Non-Uniform Random Variate Generation,
/// III.2.4) says for each of 2^k equal buckets of u where the search starts. Built from + - * / only: the same bits on
/// every machine. Immutable, so free to be shared by threads.
class GuideTable {
public:
    /// Tabulates the law outward from its mode until less than 2^-60 is left on either side, far below the 2^-52
    /// that a uniform can resolve. Throws std::invalid_argument if the ratios are no probabilities' ratios or if the
    /// counts spread over more than max_size values.
    explicit GuideTable(CountLaw const& law);

    /// P(N = first + i) is in proportion to weights[i]. Throws std::invalid_argument if the weights are empty,
    /// negative, not finite, or all zero.
    GuideTable(std::uint32_t first, std::span<double const> weights);

    /// The count for u in [0, 1].
    [[nodiscard]] std::uint32_t draw(double u) const noexcept;
    /// counts[i] = draw(u[i]), many at a time. Shape: counts.size() == u.size().
    void draw(std::span<double const> u, std::span<std::uint32_t> counts) const noexcept;

    /// The smallest and the largest count that can come out.
    [[nodiscard]] std::uint32_t lowest() const noexcept { return first_; }
    [[nodiscard]] std::uint32_t highest() const noexcept {
        return first_ + static_cast<std::uint32_t>(cdf_.size() - 1);
    }
    /// P(N <= n) as tabulated.
    [[nodiscard]] double cdf(std::uint32_t n) const noexcept;
    /// Of the tabulated probabilities.
    [[nodiscard]] double mean() const noexcept { return mean_; }
    [[nodiscard]] double variance() const noexcept { return variance_; }
    /// The fingerprint of what draw() answers.
    [[nodiscard]] std::uint64_t hash() const noexcept;

    static constexpr std::size_t max_size = std::size_t{1} << 23;

private:
    void tabulate(std::span<double const> weights);
    void build_guide();

    std::uint32_t first_ = 0;
    double mean_ = 0;
    double variance_ = 0;
    double buckets_ = 0;                // a power of two
    std::vector<double> cdf_;           // F(first), F(first + 1), ... , 1
    std::vector<std::uint32_t> guide_;  // per bucket and at the end: see guide_table.cpp
};

}  // namespace riskpool
