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
    check_data_weights(weights, ages, discount, losses.size(), "losses", faults);
    if (claims() == 0 && !(prior_claims > 0)) {
        faults.add("losses", "has none above the threshold, and there is no prior",
                   "give a prior (prior_mean, prior_claims), or lower the threshold");
    }
}

std::vector<double> ParetoGamma::row_weights() const {
    return data_weights(weights, ages, discount, losses.size());
}

double ParetoGamma::claims() const {
    const std::vector<double> w = row_weights();
    double sum = 0;
    for (std::size_t i = 0; i < losses.size(); ++i) sum += losses[i] > threshold ? w[i] : 0;
    return sum;
}

Gamma ParetoGamma::posterior() const {
    double rate = is_given(prior_mean) ? prior_claims / prior_mean : 0;
    const std::vector<double> w = row_weights();
    for (std::size_t i = 0; i < losses.size(); ++i) {
        if (losses[i] > threshold) rate += w[i] * math::log(losses[i] / threshold);
    }
    return {prior_claims + claims(), 1 / rate};
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
    const auto above = std::count_if(losses.begin(), losses.end(), [&](double x) { return x > threshold; });
    const double n = claims();
    return fmt::format("{} of {} losses above the threshold: mean {:.4g}, data weigh {:.3g} %", above, losses.size(),
                       posterior().mean(), 100 * n / (n + prior_claims)) +
           remark_on_weights(row_weights());
}

}  // namespace riskpool
