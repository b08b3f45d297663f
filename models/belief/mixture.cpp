#include "models/belief/mixture.hpp"

#include <algorithm>
#include <numeric>

#include "models/belief/root.hpp"
#include "sim/base/describe.hpp"
#include "sim/base/math/elementary.hpp"

namespace riskpool {

Mixture::Mixture(std::vector<LawPointer> const& laws, std::vector<double> const& weights) {
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t i = 0; i < laws.size(); ++i) {
        if (weights[i] <= 0) continue;
        laws_.push_back(laws[i]);
        weights_.push_back(weights[i] / total);
    }
}

double Mixture::cdf(double x) const {
    double sum = 0;
    for (std::size_t i = 0; i < laws_.size(); ++i) sum += weights_[i] * laws_[i]->cdf(x);
    return sum;
}

double Mixture::quantile(double p) const {
    if (p <= 0) return lowest();
    if (p >= 1) return highest();
    // It lies between the quantiles of the laws.
    const ModelRange range = quantile_range(laws_, p);
    return first_true(range.low, range.high, [&](double x) { return cdf(x) >= p; });
}

double Mixture::log_density(double x) const {
    double most = -infinity;
    std::vector<double> logs;
    logs.reserve(laws_.size());
    for (std::size_t i = 0; i < laws_.size(); ++i) {
        logs.push_back(math::log(weights_[i]) + laws_[i]->log_density(x));
        most = std::max(most, logs.back());
    }
    if (most == -infinity || most == infinity) return most;
    double sum = 0;
    for (const double each : logs) sum += math::exp(each - most);
    return most + math::log(sum);
}

double Mixture::mean() const {
    double sum = 0;
    for (std::size_t i = 0; i < laws_.size(); ++i) sum += weights_[i] * laws_[i]->mean();
    return sum;
}

double Mixture::within_variance() const {
    double sum = 0;
    for (std::size_t i = 0; i < laws_.size(); ++i) sum += weights_[i] * laws_[i]->variance();
    return sum;
}

double Mixture::between_variance() const {
    const double m = mean();
    double sum = 0;
    for (std::size_t i = 0; i < laws_.size(); ++i) {
        const double off = laws_[i]->mean() - m;
        sum += weights_[i] * off * off;
    }
    return sum;
}

double Mixture::variance() const {
    const double within = within_variance();
    return within == infinity ? infinity : within + between_variance();
}

double Mixture::lowest() const {
    double least = infinity;
    for (auto const& law : laws_) least = std::min(least, law->lowest());
    return least;
}

double Mixture::highest() const {
    double most = -infinity;
    for (auto const& law : laws_) most = std::max(most, law->highest());
    return most;
}

ModelRange quantile_range(std::vector<LawPointer> const& laws, double p) {
    ModelRange range{infinity, -infinity};
    for (auto const& law : laws) {
        const double x = law->quantile(p);
        range.low = std::min(range.low, x);
        range.high = std::max(range.high, x);
    }
    return range;
}

std::vector<double> posterior_model_weights(std::vector<double> const& prior,
                                            std::vector<double> const& log_marginal_likelihood) {
    double most = -infinity;
    for (std::size_t i = 0; i < prior.size(); ++i) {
        if (prior[i] > 0) most = std::max(most, log_marginal_likelihood[i]);
    }
    std::vector<double> weights;
    weights.reserve(prior.size());
    for (std::size_t i = 0; i < prior.size(); ++i) {
        weights.push_back(prior[i] > 0 ? prior[i] * math::exp(log_marginal_likelihood[i] - most) : 0);
    }
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double& each : weights) each /= total;
    return weights;
}

}  // namespace riskpool
