#include "models/belief/gamma_belief.hpp"

#include "models/belief/law_of_severity.hpp"

namespace riskpool {

void GammaBelief::check(FieldFaults& faults) const {
    const bool any_of_mean = is_given(mean_value) || is_given(cv);
    const bool any_of_shape = is_given(shape) || is_given(scale) || is_given(rate);
    if (!any_of_mean && !any_of_shape) {
        faults.add("", "has no parameters", "give mean and cv, or shape and scale, or shape and rate");
    } else if (any_of_mean && any_of_shape) {
        faults.add(is_given(mean_value) ? "mean" : "cv", "says again what the shape and its partner say",
                   "give mean and cv, or shape and scale, or shape and rate");
    } else if (is_given(scale) && is_given(rate)) {
        faults.add("rate", "says again what `scale` says", "give one of them; the rate is 1 / scale");
    } else if (any_of_mean && !(is_given(mean_value) && is_given(cv))) {
        faults.add("", is_given(cv) ? "has cv without mean" : "has mean without cv", "give both");
    } else if (any_of_shape && !is_given(shape)) {
        faults.add("", "has no shape", "give shape and scale, or shape and rate");
    } else if (any_of_shape && !is_given(scale) && !is_given(rate)) {
        faults.add("", "has shape alone", "give shape and scale, or shape and rate");
    }
}

LawPointer GammaBelief::law() const {
    if (is_given(cv)) return law_of_severity(Gamma{1 / (cv * cv), mean_value * cv * cv});
    return law_of_severity(Gamma{shape, is_given(scale) ? scale : 1 / rate});
}

}  // namespace riskpool
