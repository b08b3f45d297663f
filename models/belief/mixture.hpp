// Finite mixture: one of several laws holds, each with a probability. Linear pools of experts and ensembles of models
// are mixtures (Stone, The Opinion Pool, Annals of Mathematical Statistics 32, 1961). A quantile of a mixture is not
// the mixture of quantiles.
#pragma once

#include <vector>

#include "sim/scenario/belief_law.hpp"

namespace riskpool {

class Mixture final : public BeliefLaw {
public:
    /// Weights are 0 or more with a sum above 0; they are divided by it. Laws of weight 0 take no part.
    Mixture(std::vector<LawPointer> const& laws, std::vector<double> const& weights);

    [[nodiscard]] double quantile(double p) const override;
    [[nodiscard]] double cdf(double x) const override;
    [[nodiscard]] double log_density(double x) const override;
    [[nodiscard]] double mean() const override;
    /// within_variance() + between_variance().
    [[nodiscard]] double variance() const override;
    [[nodiscard]] double lowest() const override;
    [[nodiscard]] double highest() const override;

    /// The mean of the variances, which each expert or model states.
    [[nodiscard]] double within_variance() const;
    /// The variance of the means, which is how far they disagree.
    [[nodiscard]] double between_variance() const;

    [[nodiscard]] std::vector<LawPointer> const& laws() const { return laws_; }
    [[nodiscard]] std::vector<double> const& weights() const { return weights_; }

private:
    std::vector<LawPointer> laws_;
    std::vector<double> weights_;  // they sum to 1
};

/// A figure under the least and under the greatest of several laws.
struct ModelRange {
    double low = 0;
    double high = 0;
};

/// The range of the quantile at p over the laws: what the choice of one model alone would decide.
[[nodiscard]] ModelRange quantile_range(std::vector<LawPointer> const& laws, double p);

/// Weights proportional to prior x exp(log marginal likelihood), which sum to 1. The largest logarithm is subtracted
/// first, so that nothing over- or underflows (Hoeting, Madigan, Raftery and Volinsky, Bayesian Model Averaging,
/// Statistical Science 14, 1999).
[[nodiscard]] std::vector<double> posterior_model_weights(std::vector<double> const& prior,
                                                          std::vector<double> const& log_marginal_likelihood);

}  // namespace riskpool
