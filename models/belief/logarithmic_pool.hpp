// Logarithmic pool: the density is proportional to the product of the experts' densities, each to the power of its
// weight (Genest and Zidek, Combining Probability Distributions, Statistical Science 1, 1986). What one expert deems
// impossible is impossible in the pool; normal experts give a normal law of their weighed precisions.
#pragma once

#include <vector>

#include "sim/scenario/belief_law.hpp"

namespace riskpool {

class LogarithmicPool final : public BeliefLaw {
public:
    /// Weights are 0 or more with a sum above 0; they are divided by it. The laws have densities, and some interval
    /// that all of weight above 0 deem possible.
    LogarithmicPool(std::vector<LawPointer> const& laws, std::vector<double> const& weights);

    [[nodiscard]] double quantile(double p) const override;
    [[nodiscard]] double cdf(double x) const override;
    [[nodiscard]] double log_density(double x) const override;
    [[nodiscard]] double mean() const override { return mean_; }
    [[nodiscard]] double variance() const override { return variance_; }
    [[nodiscard]] double lowest() const override { return lowest_; }
    [[nodiscard]] double highest() const override { return highest_; }

private:
    /// The logarithm of the product, before it is made to integrate to 1.
    [[nodiscard]] double log_product(double x) const;
    /// The product at x over its maximum.
    [[nodiscard]] double relative_product(double x) const;
    [[nodiscard]] std::vector<double> breaks() const;
    [[nodiscard]] std::vector<double> breaks_around(double mode) const;
    void add_panel(double low, double high, double whole, double enough, int depth);

    std::vector<LawPointer> laws_;
    std::vector<double> weights_;  // they sum to 1
    double lowest_ = 0;
    double highest_ = 0;
    double log_top_ = 0;         // the logarithm of the product's maximum
    std::vector<double> ends_;   // of the panels
    std::vector<double> up_to_;  // the integral of the relative product up to each end
    double mean_ = 0;
    double variance_ = 0;
};

/// The interval that all the laws deem possible; empty if low >= high.
struct CommonSupport {
    double low = 0;
    double high = 0;
};
[[nodiscard]] CommonSupport common_support(std::vector<LawPointer> const& laws, std::vector<double> const& weights);

}  // namespace riskpool
