#include "models/frequency/poisson.hpp"

#include "models/frequency/parameter.hpp"

namespace riskpool {

CountLaw count_law(Poisson const& law) {
    check_mean_count("poisson", law.mean_count);
    return {.mode = static_cast<std::uint32_t>(law.mean_count),
            .ratio = [law](std::uint32_t n) { return law.pmf_ratio(n); }};
}

}  // namespace riskpool
