#include "models/belief/pool_of_experts.hpp"

#include <fmt/format.h>

#include "models/belief/logarithmic_pool.hpp"
#include "models/belief/mixture.hpp"
#include "models/belief/weighed_beliefs.hpp"

namespace riskpool {

std::vector<Belief> PoolOfExperts::beliefs() const {
    std::vector<Belief> found;
    for (auto const& expert : experts) found.push_back(expert.belief);
    return found;
}

std::vector<double> PoolOfExperts::weights() const {
    std::vector<double> found;
    for (auto const& expert : experts) found.push_back(expert.weight);
    return found;
}

void PoolOfExperts::check(FieldFaults& faults) const {
    for (std::size_t i = 0; i < experts.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (experts[i].name != experts[j].name) continue;
            return faults.add("experts", fmt::format("name \"{}\" twice", experts[i].name), "name each expert once");
        }
    }
    check_weighed_beliefs("experts", beliefs(), weights(), faults);
    if (pooling == Pooling::linear) return;
    for (auto const& expert : experts) {
        if (expert.belief.bounds_only()) return;
    }
    const CommonSupport common = common_support(laws_of(beliefs()), weights());
    if (!(common.low < common.high)) {
        faults.add("pooling", "is logarithmic, and there is no value that all experts deem possible",
                   "pool them linearly, or let the experts talk");
    }
}

LawPointer PoolOfExperts::law() const {
    if (pooling == Pooling::linear) return std::make_shared<Mixture const>(laws_of(beliefs()), weights());
    return std::make_shared<LogarithmicPool const>(laws_of(beliefs()), weights());
}

std::string PoolOfExperts::remark() const {
    const Mixture mixture(laws_of(beliefs()), weights());
    const ModelRange means = quantile_range(mixture.laws(), 0.5);
    return fmt::format(
        "{} experts with medians from {:.4g} to {:.4g}; {:.3g} % of the variance of their linear pool is "
        "disagreement between them",
        mixture.laws().size(), means.low, means.high, 100 * mixture.between_variance() / mixture.variance());
}

}  // namespace riskpool
