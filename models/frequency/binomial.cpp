#include "models/frequency/binomial.hpp"

#include <algorithm>

#include "models/frequency/parameter.hpp"

namespace riskpool {

CountLaw count_law(Binomial const& law) {
    check_parameter("binomial", "probability", law.probability, unit_interval);
    check_mean_count("binomial", law.mean());
    auto const mode = std::min(law.trials, static_cast<std::uint32_t>((law.trials + 1.0) * law.probability));
    if (law.probability == 1) return {.mode = law.trials, .lowest = law.trials, .highest = law.trials, .ratio = {}};
    return {.mode = mode, .highest = law.trials, .ratio = [law](std::uint32_t n) { return law.pmf_ratio(n); }};
}

}  // namespace riskpool
