#include "models/belief/beta_binomial.hpp"

#include <fmt/format.h>

#include <numeric>

#include "models/belief/law_of_severity.hpp"
#include "sim/base/math/beta.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/gamma.hpp"

namespace riskpool {

namespace {

double weighed(std::vector<double> const& weights, std::vector<double> const& values) {
    return std::inner_product(weights.begin(), weights.end(), values.begin(), 0.0);
}

}  // namespace

void BetaBinomial::check(FieldFaults& faults) const {
    if (hits.size() != trials.size()) {
        return faults.add("trials", fmt::format("has {} numbers, and hits {}", trials.size(), hits.size()),
                          "give one for each");
    }
    for (std::size_t i = 0; i < hits.size(); ++i) {
        if (hits[i] <= trials[i]) continue;
        return faults.add("hits", fmt::format("has {:g} hits among {:g} trials", hits[i], trials[i]),
                          "there are no more hits than trials");
    }
    check_data_weights(weights, ages, discount, hits.size(), "hits", faults);
    if (is_given(prior_mean) != is_given(prior_trials)) {
        faults.add(is_given(prior_mean) ? "prior_trials" : "prior_mean",
                   is_given(prior_mean) ? "is missing beside prior_mean" : "is missing beside prior_trials",
                   "a prior has a mean and a strength; give both, or neither");
    }
}

std::vector<double> BetaBinomial::row_weights() const {
    return data_weights(weights, ages, discount, hits.size());
}

Beta BetaBinomial::posterior() const {
    const std::vector<double> w = row_weights();
    const double a = is_given(prior_mean) ? prior_mean * prior_trials : 0.5;
    const double b = is_given(prior_mean) ? (1 - prior_mean) * prior_trials : 0.5;
    return {a + weighed(w, hits), b + (weighed(w, trials) - weighed(w, hits))};
}

LawPointer BetaBinomial::law() const {
    return law_of_severity(posterior());
}

// C(n, k) B(a + k, b + n - k) / B(a, b), with C(n, k) = 1 / ((n + 1) B(k + 1, n - k + 1)).
double BetaBinomial::predictive(std::uint32_t k, std::uint32_t n) const {
    if (k > n) return 0;
    const Beta after = posterior();
    const double hit = k;
    const double missed = n - k;
    return math::exp(math::log_beta(after.a + hit, after.b + missed) - math::log_beta(after.a, after.b) -
                     math::log_beta(hit + 1, missed + 1)) /
           (1.0 + n);
}

std::string BetaBinomial::remark() const {
    const double strength = is_given(prior_trials) ? prior_trials : 1;
    const std::vector<double> w = row_weights();
    const double tried = weighed(w, trials);
    return fmt::format("{:g} hits among {:g} trials: mean {:.4g}, of which the data weigh {:.3g} %", weighed(w, hits),
                       tried, posterior().mean(), 100 * tried / (strength + tried)) +
           remark_on_weights(w);
}

}  // namespace riskpool
