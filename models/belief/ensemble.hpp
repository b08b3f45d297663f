// Several models, none of which is known to be the right one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/belief/mixture.hpp"
#include "models/severity/law.hpp"
#include "sim/scenario/belief.hpp"

namespace riskpool {

struct EnsembleModel {
    std::string name;
    double weight = 1;
    double log_marginal_likelihood = not_given;
    Belief belief;

    static constexpr std::string_view kind = "ensemble_model";
    static constexpr std::string_view about = "What one model says of the number.";
    static constexpr auto fields = field_list(
        required("name", &EnsembleModel::name, "A name for the model."),
        optional(
            "weight", &EnsembleModel::weight, not_negative, Unit::none,
            "Weight beside the others, or prior weight where marginal likelihoods are given; they need not sum to 1."),
        optional("log_marginal_likelihood", &EnsembleModel::log_marginal_likelihood, any_finite, Unit::none,
                 "The logarithm of the probability that the model gave to the data seen, the parameters averaged over "
                 "their prior. For all models, or for none."),
        required("belief", &EnsembleModel::belief, "What the model says of the number."));
    bool operator==(EnsembleModel const&) const = default;
};

struct Ensemble {
    std::vector<EnsembleModel> models;

    static constexpr std::string_view kind = "ensemble";
    static constexpr std::string_view about =
        "One of several models holds, each with its probability: weights as given, or in proportion to weight x "
        "marginal "
        "likelihood (Bayesian model averaging). The least and the greatest that a single model says is reported.";
    static constexpr auto fields = field_list(required("models", &Ensemble::models, "The models."));
    bool operator==(Ensemble const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const;
    /// The weights, and the range of median and 95 % over the models.
    [[nodiscard]] std::string remark() const;

    /// They sum to 1.
    [[nodiscard]] std::vector<double> weights() const;

private:
    [[nodiscard]] std::vector<Belief> beliefs() const;
};

}  // namespace riskpool
