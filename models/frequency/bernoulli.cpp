#include "models/frequency/bernoulli.hpp"

#include "models/frequency/binomial.hpp"
#include "models/frequency/parameter.hpp"

namespace riskpool {

CountLaw count_law(Bernoulli const& law) {
    check_parameter("bernoulli", "probability", law.probability, unit_interval);
    return count_law(Binomial{1, law.probability});
}

}  // namespace riskpool
