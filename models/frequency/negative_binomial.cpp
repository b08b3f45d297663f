#include "models/frequency/negative_binomial.hpp"

#include <algorithm>

#include "models/frequency/parameter.hpp"

namespace riskpool {

CountLaw count_law(NegativeBinomial const& law) {
    check_mean_count("negative_binomial", law.mean_count);
    check_parameter("negative_binomial", "size", law.size, positive);
    double const mode = std::max(0.0, (law.size - 1) * (law.mean_count / law.size));
    return {.mode = static_cast<std::uint32_t>(mode), .ratio = [law](std::uint32_t n) { return law.pmf_ratio(n); }};
}

}  // namespace riskpool
