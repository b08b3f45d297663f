// Sums of a series by leaves: a leaf is a fixed run of whole trials, summed in one fixed order, and leaves are added
// exactly. So sums depend on the leaves alone, not on threads, blocks or on how a run was split at leaf borders.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "sim/metric/exact_sum.hpp"

namespace riskpool {

/// Trials in a leaf (the last leaf of a run may have fewer). Blocks and parts of a run begin at multiples of it.
inline constexpr std::size_t leaf_trials = 64;

/// What a leaf gives. With T the total and Q the sum of squares of a trial's years: the standard errors of a mean and
/// of a standard deviation over several years need T^2, TQ and Q^2, because years of a path depend on each other.
/// With one year these are the second, third and fourth power.
struct LeafSums {
    double total = 0;                    // sum of T
    double square = 0;                   // sum of Q
    double total_square = 0;             // sum of T*T
    double total_times_square = 0;       // sum of T*Q
    double square_square = 0;            // sum of Q*Q
    std::uint64_t positive = 0;          // values above 0
    std::uint64_t positive_squares = 0;  // sum over trials of (years above 0)^2
    double maximum = -std::numeric_limits<double>::infinity();
    std::uint32_t trials = 0;
    std::uint32_t years = 0;
    bool operator==(LeafSums const&) const = default;
};

/// Sums one leaf: `values` holds whole trials one after the other, `years` (> 0) values each.
/// The order of addition is part of the result: T and Q of a trial are added in order of years; trial i belongs to lane
/// i mod 8; a lane adds its trials in their order; the lanes are added as ((0+4)+(2+6)) + ((1+5)+(3+7)). Every
/// instruction set gives the same bits.
[[nodiscard]] LeafSums sum_leaf(std::span<double const> values, std::uint32_t years) noexcept;

/// What it means, trial by trial: its reference in tests, and the code of processors without AVX2.
[[nodiscard]] LeafSums sum_leaf_plain(std::span<double const> values, std::uint32_t years) noexcept;

/// The sums of a series so far. Worker threads make leaves, the sink adds them; the order does not matter.
class SeriesSums {
public:
    /// All leaves of a series have the same number of years.
    void add(LeafSums const& leaf);
    void add_leaf(std::span<double const> values, std::uint32_t years) { add(sum_leaf(values, years)); }
    void merge(SeriesSums const& other);

    [[nodiscard]] std::uint64_t trials() const { return trials_; }
    [[nodiscard]] std::uint32_t years() const { return years_; }
    [[nodiscard]] std::uint64_t positive() const { return positive_; }
    [[nodiscard]] std::uint64_t positive_squares() const { return positive_squares_; }
    /// The largest value; -infinity before the first leaf.
    [[nodiscard]] double maximum() const { return maximum_; }
    [[nodiscard]] double total() const { return total_.value(); }
    [[nodiscard]] double square() const { return square_.value(); }
    [[nodiscard]] double total_square() const { return years_ == 1 ? square() : total_square_.value(); }
    [[nodiscard]] double total_times_square() const { return total_times_square_.value(); }
    [[nodiscard]] double square_square() const { return square_square_.value(); }

    bool operator==(SeriesSums const&) const = default;

private:
    ExactSum total_, square_, total_square_, total_times_square_, square_square_;
    std::uint64_t trials_ = 0;
    std::uint64_t positive_ = 0;
    std::uint64_t positive_squares_ = 0;
    double maximum_ = -std::numeric_limits<double>::infinity();
    std::uint32_t years_ = 0;
};

}  // namespace riskpool
