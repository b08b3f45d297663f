#include "models/draw/binomial_quantile.hpp"

#include "sim/base/math/beta.hpp"

namespace riskpool {

std::uint32_t binomial_quantile(std::uint32_t n, double p, double u) noexcept {
    if (!(p > 0)) return 0;
    if (!(p < 1)) return n;
    std::uint32_t low = 0, high = n;  // the answer is in [low, high]
    while (low < high) {
        const std::uint32_t k = low + (high - low) / 2;
        if (math::beta_i_complement(k + 1.0, n - static_cast<double>(k), p) >= u) {
            high = k;
        } else {
            low = k + 1;
        }
    }
    return low;
}

}  // namespace riskpool
