// Exact sums of vectors and of their products: what the delta method needs.
#pragma once

#include <array>
#include <cstddef>

#include "sim/metric/exact_sum.hpp"

namespace riskpool {

/// Sums of N numbers over independent draws of them, and of the products of every two.
template <std::size_t N>
class VectorSums {
public:
    void add(std::array<double, N> const& x) {
        std::size_t k = 0;
        for (std::size_t i = 0; i < N; ++i) {
            totals_[i].add(x[i]);
            for (std::size_t j = 0; j <= i; ++j) products_[k++].add(x[i] * x[j]);
        }
    }
    void merge(VectorSums const& other) {
        for (std::size_t i = 0; i < totals_.size(); ++i) totals_[i].add(other.totals_[i]);
        for (std::size_t k = 0; k < products_.size(); ++k) products_[k].add(other.products_[k]);
    }
    [[nodiscard]] double total(std::size_t i) const { return totals_[i].value(); }
    /// The sum over the draws of (weights . x)^2.
    [[nodiscard]] double square(std::array<double, N> const& weights) const {
        double sum = 0;
        std::size_t k = 0;
        for (std::size_t i = 0; i < N; ++i) {
            for (std::size_t j = 0; j <= i; ++j) {
                sum += (i == j ? 1 : 2) * weights[i] * weights[j] * products_[k++].value();
            }
        }
        return sum > 0 ? sum : 0;
    }
    bool operator==(VectorSums const&) const = default;

private:
    std::array<ExactSum, N> totals_;
    std::array<ExactSum, N*(N + 1) / 2> products_;
};

}  // namespace riskpool
