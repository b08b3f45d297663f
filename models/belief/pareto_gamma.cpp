#include "models/belief/pareto_gamma.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/belief/law_of_severity.hpp"
#include "sim/base/math/elementary.hpp"

namespace riskpool {

void ParetoGamma::check(FieldFaults& faults) const {
    if (is_given(prior_mean) != (prior_claims > 0)) {
        return faults.add(is_given(prior_mean) ? "prior_claims" : "prior_mean",
                          is_given(prior_mean) ? "is missing beside prior_mean" : "is missing beside prior_claims",
                          "a prior has a mean and a strength; give both, or neither");
    }
    if (claims() == 0 && !(prior_claims > 0)) {
        faults.add("losses", "has none above the threshold, and there is no prior",
                   "give a prior (prior_mean, prior_claims), or lower the threshold");
    }
}

std::size_t ParetoGamma::claims() const {
    return static_cast<std::size_t>(
        std::count_if(losses.begin(), losses.end(), [&](double x) { return x > threshold; }));
}

Gamma ParetoGamma::posterior() const {
    double rate = is_given(prior_mean) ? prior_claims / prior_mean : 0;
    for (const double x : losses) {
        if (x > threshold) rate += math::log(x / threshold);
    }
    return {prior_claims + static_cast<double>(claims()), 1 / rate};
}

LawPointer ParetoGamma::law() const {
    return law_of_severity(posterior());
}

double ParetoGamma::predictive_survival(double x) const {
    if (x <= threshold) return 1;
    const Gamma index = posterior();
    return math::pow(1 + index.scale * math::log(x / threshold), -index.shape);
}

std::string ParetoGamma::remark() const {
    const auto n = static_cast<double>(claims());
    return fmt::format("{} of {} losses above the threshold: mean {:.4g}, data weigh {:.3g} %", claims(), losses.size(),
                       posterior().mean(), 100 * n / (n + prior_claims));
}

}  // namespace riskpool
