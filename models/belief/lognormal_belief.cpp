#include "models/belief/lognormal_belief.hpp"

#include "models/belief/law_of_severity.hpp"
#include "sim/base/math/elementary.hpp"

namespace riskpool {

void LognormalBelief::check(FieldFaults& faults) const {
    const bool any_of_log = is_given(median) || is_given(mu) || is_given(sigma);
    const bool any_of_mean = is_given(mean_value) || is_given(cv);
    if (!any_of_log && !any_of_mean) {
        faults.add("", "has no parameters", "give median and sigma, or mean and cv");
    } else if (any_of_log && any_of_mean) {
        faults.add(is_given(mean_value) ? "mean" : "cv", "says again what median (or mu) and sigma say",
                   "give median and sigma, or mean and cv, not both");
    } else if (is_given(median) && is_given(mu)) {
        faults.add("mu", "says again what `median` says", "give one of them; mu is the logarithm of the median");
    } else if (any_of_log && !is_given(sigma)) {
        faults.add("", "has a median without sigma", "give both");
    } else if (any_of_log && !is_given(median) && !is_given(mu)) {
        faults.add("", "has sigma without median or mu", "give both");
    } else if (any_of_mean && !(is_given(mean_value) && is_given(cv))) {
        faults.add("", is_given(cv) ? "has cv without mean" : "has mean without cv", "give both");
    }
}

LawPointer LognormalBelief::law() const {
    if (is_given(cv)) return law_of_severity(Lognormal{.mean_loss = mean_value, .cv = cv});
    return law_of_severity(Lognormal{.mu = is_given(mu) ? mu : math::log(median), .sigma = sigma});
}

}  // namespace riskpool
