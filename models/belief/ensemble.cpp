#include "models/belief/ensemble.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/belief/weighed_beliefs.hpp"

namespace riskpool {

std::vector<Belief> Ensemble::beliefs() const {
    std::vector<Belief> found;
    for (auto const& model : models) found.push_back(model.belief);
    return found;
}

void Ensemble::check(FieldFaults& faults) const {
    std::vector<double> given;
    for (auto const& model : models) given.push_back(model.weight);
    check_weighed_beliefs("models", beliefs(), given, faults);
    const auto with_data = std::count_if(models.begin(), models.end(), [](EnsembleModel const& model) {
        return is_given(model.log_marginal_likelihood);
    });
    if (with_data != 0 && with_data != static_cast<std::ptrdiff_t>(models.size())) {
        faults.add("models", "has marginal likelihoods of some models and not of others",
                   "likelihoods compare models on the same data; give all of them, or none");
    }
}

std::vector<double> Ensemble::weights() const {
    std::vector<double> prior;
    std::vector<double> logs;
    for (auto const& model : models) {
        prior.push_back(model.weight);
        logs.push_back(is_given(model.log_marginal_likelihood) ? model.log_marginal_likelihood : 0);
    }
    return posterior_model_weights(prior, logs);
}

LawPointer Ensemble::law() const {
    return std::make_shared<Mixture const>(laws_of(beliefs()), weights());
}

std::string Ensemble::remark() const {
    const std::vector<double> found = weights();
    std::string text = "models";
    for (std::size_t i = 0; i < models.size(); ++i) {
        text += fmt::format("{} {} {:.3g} %", i > 0 ? "," : "", models[i].name, 100 * found[i]);
    }
    const auto laws = laws_of(beliefs());
    const ModelRange median = quantile_range(laws, 0.5);
    const ModelRange high = quantile_range(laws, 0.95);
    return text + fmt::format("; median from {:.4g} to {:.4g} and 95 % from {:.4g} to {:.4g} over the models",
                              median.low, median.high, high.low, high.high);
}

}  // namespace riskpool
