#include "models/belief/gamma_poisson.hpp"

#include <fmt/format.h>

#include <numeric>

#include "models/belief/law_of_severity.hpp"

namespace riskpool {

void GammaPoisson::check(FieldFaults& faults) const {
    if (exposure.size() != 1 && exposure.size() != events.size()) {
        return faults.add("exposure", fmt::format("has {} numbers, and events {}", exposure.size(), events.size()),
                          "give one for each, or one for all");
    }
    check_data_weights(weights, ages, discount, events.size(), "events", faults);
    if (is_given(prior_mean) != (prior_exposure > 0)) {
        return faults.add(is_given(prior_mean) ? "prior_exposure" : "prior_mean",
                          is_given(prior_mean) ? "is missing beside prior_mean" : "is missing beside prior_exposure",
                          "a prior has a mean and a strength; give both, or neither");
    }
    if (!(total_exposure() + prior_exposure > 0)) {
        faults.add("exposure", "is 0 in all, and there is no prior",
                   "without exposure that counts nothing is known of a rate");
    }
}

std::vector<double> GammaPoisson::row_weights() const {
    return data_weights(weights, ages, discount, events.size());
}

double GammaPoisson::total_events() const {
    const std::vector<double> w = row_weights();
    return std::inner_product(w.begin(), w.end(), events.begin(), 0.0);
}

double GammaPoisson::total_exposure() const {
    const std::vector<double> w = row_weights();
    if (exposure.size() == 1) return exposure.front() * std::accumulate(w.begin(), w.end(), 0.0);
    return std::inner_product(w.begin(), w.end(), exposure.begin(), 0.0);
}

Gamma GammaPoisson::posterior() const {
    const double shape = is_given(prior_mean) ? prior_mean * prior_exposure : 0.5;
    return {shape + total_events(), 1 / (prior_exposure + total_exposure())};
}

LawPointer GammaPoisson::law() const {
    return law_of_severity(posterior());
}

NegativeBinomial GammaPoisson::predictive(double next_exposure) const {
    const Gamma rate = posterior();
    return {rate.mean() * next_exposure, rate.shape};
}

double GammaPoisson::credibility() const {
    return total_exposure() / (prior_exposure + total_exposure());
}

std::string GammaPoisson::remark() const {
    return fmt::format("{:g} events in an exposure of {:.6g}: mean {:.4g}, of which the data weigh {:.3g} %",
                       total_events(), total_exposure(), posterior().mean(), 100 * credibility()) +
           remark_on_weights(row_weights());
}

}  // namespace riskpool
