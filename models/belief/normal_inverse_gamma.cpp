#include "models/belief/normal_inverse_gamma.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "sim/base/math/elementary.hpp"

namespace riskpool {

void NormalInverseGamma::check(FieldFaults& faults) const {
    const bool has_prior = prior_claims > 0;
    if (is_given(prior_mu) != has_prior || is_given(prior_sigma) != has_prior) {
        const std::string_view missing = !is_given(prior_mu)      ? "prior_mu"
                                         : !is_given(prior_sigma) ? "prior_sigma"
                                                                  : "prior_claims";
        return faults.add(missing, "is missing beside the rest of the prior",
                          "give prior_mu, prior_sigma and prior_claims, or none of them");
    }
    check_data_weights(weights, ages, discount, losses.size(), "losses", faults);
    const InverseGamma variance = posterior().variance;
    if (!(variance.scale > 0)) {
        return faults.add("losses", "do not differ, and there is no prior: nothing says how wide the law is",
                          "give more losses, or a prior");
    }
    // mu and sigma have means where the degrees of freedom, twice the shape, exceed 1.
    if (!(2 * variance.shape > 1)) {
        faults.add("losses", "are too few: without a prior two give no finite mean", "give three or more, or a prior");
    }
}

std::vector<double> NormalInverseGamma::row_weights() const {
    return data_weights(weights, ages, discount, losses.size());
}

NormalInverseGamma::Posterior NormalInverseGamma::posterior() const {
    const std::vector<double> w = row_weights();
    const double n = std::accumulate(w.begin(), w.end(), 0.0);
    double sum = 0;
    for (std::size_t i = 0; i < losses.size(); ++i) sum += w[i] * math::log(losses[i]);
    const double mean = n > 0 ? sum / n : 0;
    double squares = 0;
    for (std::size_t i = 0; i < losses.size(); ++i) {
        squares += w[i] * ((math::log(losses[i]) - mean) * (math::log(losses[i]) - mean));
    }
    Posterior after;
    after.claims = prior_claims + n;
    if (prior_claims > 0) {
        const double off = mean - prior_mu;
        after.mean = (prior_claims * prior_mu + n * mean) / after.claims;
        after.variance.shape = 0.5 * (prior_claims + n);
        after.variance.scale =
            0.5 * (prior_claims * prior_sigma * prior_sigma + squares + prior_claims * n / after.claims * off * off);
    } else {  // density of (mu, sigma^2) proportional to 1 / sigma^2
        after.mean = mean;
        after.variance = {0.5 * (n - 1), 0.5 * squares};
    }
    return after;
}

StudentT NormalInverseGamma::location() const {
    const Posterior after = posterior();
    return {after.mean, std::sqrt(after.variance.scale / (after.variance.shape * after.claims)),
            2 * after.variance.shape};
}

StudentT NormalInverseGamma::predictive_of_log() const {
    const Posterior after = posterior();
    return {after.mean, std::sqrt(after.variance.scale * (after.claims + 1) / (after.variance.shape * after.claims)),
            2 * after.variance.shape};
}

LawPointer NormalInverseGamma::law() const {
    if (of == LognormalParameter::mu) return law_of(location());
    return law_of(RootInverseGamma{posterior().variance});
}

std::string NormalInverseGamma::remark() const {
    const std::vector<double> w = row_weights();
    const double n = std::accumulate(w.begin(), w.end(), 0.0);
    return fmt::format("{} losses: mean of {} {:.4g}, data weigh {:.3g} %", losses.size(), choice_name(of),
                       law()->mean(), 100 * n / (n + prior_claims)) +
           remark_on_weights(w);
}

}  // namespace riskpool
