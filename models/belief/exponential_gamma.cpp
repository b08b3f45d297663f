#include "models/belief/exponential_gamma.hpp"

#include <fmt/format.h>

#include <numeric>

namespace riskpool {

void ExponentialGamma::check(FieldFaults& faults) const {
    if ((prior_claims > 0) != (prior_total > 0)) {
        return faults.add(prior_claims > 0 ? "prior_total" : "prior_claims",
                          prior_claims > 0 ? "is missing beside prior_claims" : "is missing beside prior_total",
                          "a prior is a number of claims and their total; give both, or neither");
    }
    check_data_weights(weights, ages, discount, losses.size(), "losses", faults);
    if (!(posterior().shape > 1)) {
        faults.add("losses", "leave no finite mean: they count as one claim or less, prior included",
                   "give more losses, or a prior (prior_claims, prior_total)");
    }
}

std::vector<double> ExponentialGamma::row_weights() const {
    return data_weights(weights, ages, discount, losses.size());
}

InverseGamma ExponentialGamma::posterior() const {
    const std::vector<double> w = row_weights();
    return {prior_claims + std::accumulate(w.begin(), w.end(), 0.0),
            std::inner_product(w.begin(), w.end(), losses.begin(), prior_total)};
}

LawPointer ExponentialGamma::law() const {
    return law_of(posterior());
}

GeneralisedPareto ExponentialGamma::predictive() const {
    const InverseGamma after = posterior();
    return {0, after.scale / after.shape, 1 / after.shape};
}

std::string ExponentialGamma::remark() const {
    const std::vector<double> w = row_weights();
    const double n = std::accumulate(w.begin(), w.end(), 0.0);
    return fmt::format("{} losses: mean {:.4g}, data weigh {:.3g} %", losses.size(), posterior().mean(),
                       100 * n / (n + prior_claims)) +
           remark_on_weights(w);
}

}  // namespace riskpool
