// How two series hang together: correlations with their errors, from sums by leaves.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/metric/estimate.hpp"
#include "sim/metric/vector_sums.hpp"

namespace riskpool {

/// For each two trials of a leaf and each year, whether the later trial has more (1), less (-1) or the same (0).
class LeafSigns {
public:
    /// `values` holds whole trials one after the other, `years` values each.
    void find(std::span<double const> values, std::uint32_t years);
    [[nodiscard]] std::span<std::int8_t const> signs() const { return signs_; }
    /// How many are not 0.
    [[nodiscard]] double untied() const { return untied_; }

private:
    std::vector<std::int8_t> signs_;
    double untied_ = 0;
};

/// What a leaf gives of two series, x and y.
struct PairLeaf {
    double xy = 0, xx = 0, yy = 0;  // sums of products of deviations from the leaf's means of each year
    double score = 0;               // sum of the products of signs: concordant less discordant pairs
    double x_untied = 0, y_untied = 0;
};

[[nodiscard]] PairLeaf pair_leaf(std::span<double const> x, std::span<double const> y, std::uint32_t years,
                                 LeafSigns const& x_signs, LeafSigns const& y_signs) noexcept;

/// The sums of two series so far. Trials are compared within leaves and in the same year: what years have in common,
/// such as growth, is no dependence, and a sample of any length needs no more memory. Leaves are independent of one
/// another, so that their spread gives errors whatever binds the years of a trial; neither the order of leaves nor how
/// a run was split shows.
class PairSums {
public:
    void add(PairLeaf const& leaf);
    void merge(PairSums const& next);

    /// Pearson's correlation of the values of a year: the mean covariance over the root of the mean variances. NaN
    /// where one does not vary.
    [[nodiscard]] Estimate pearson() const;
    /// Kendall's tau-b, (concordant - discordant) / sqrt(pairs untied in x times pairs untied in y). NaN where one
    /// never differs.
    [[nodiscard]] Estimate kendall() const;
    bool operator==(PairSums const&) const = default;

private:
    VectorSums<3> moments_;  // xy, xx, yy
    VectorSums<3> ranks_;    // score, x_untied, y_untied
    std::uint64_t leaves_ = 0;
};

}  // namespace riskpool
