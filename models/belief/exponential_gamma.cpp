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
    if (!(posterior().shape > 1)) {
        faults.add("losses", "leave no finite mean: they are one claim or none, prior included",
                   "give more losses, or a prior (prior_claims, prior_total)");
    }
}

InverseGamma ExponentialGamma::posterior() const {
    return {prior_claims + static_cast<double>(losses.size()),
            std::accumulate(losses.begin(), losses.end(), prior_total)};
}

LawPointer ExponentialGamma::law() const {
    return law_of(posterior());
}

GeneralisedPareto ExponentialGamma::predictive() const {
    const InverseGamma after = posterior();
    return {0, after.scale / after.shape, 1 / after.shape};
}

std::string ExponentialGamma::remark() const {
    const auto n = static_cast<double>(losses.size());
    return fmt::format("{} losses: mean {:.4g}, data weigh {:.3g} %", losses.size(), posterior().mean(),
                       100 * n / (n + prior_claims));
}

}  // namespace riskpool
