#include "sim/metric/premium_parts.hpp"

#include <algorithm>
#include <cmath>

namespace riskpool {

Estimate premium_of(PremiumParts const& parts, double independent) {
    const double divisor = 1 + parts.income;
    const double premium = parts.loss / divisor;
    const double variance =
        parts.loss_variance - 2 * premium * parts.covariance + premium * premium * parts.income_variance;
    return {premium, std::sqrt(std::max(0.0, variance) / independent) / divisor, false};
}

void InfluenceSums::write(PremiumParts& parts) const {
    const double loss = loss_ / weight_;
    const double income = income_ / weight_;
    parts.loss_variance = std::max(0.0, loss_loss_ / weight_ - loss * loss);
    const double last = last_loss_ - loss;
    if (parts.loss_variance > 0) {
        parts.largest_variance_share = last_weight_ * last * last / (weight_ * parts.loss_variance);
    }
    parts.covariance = loss_income_ / weight_ - loss * income;
    parts.income_variance = std::max(0.0, income_income_ / weight_ - income * income);
}

}  // namespace riskpool
