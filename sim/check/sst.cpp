#include "sim/check/sst.hpp"

#include <cmath>

#include "sim/base/math/elementary.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

double LognormalLoss::value_at_risk(double level) const {
    const double variance = math::log1p(cv * cv);
    return mean * math::exp(math::normal_quantile(level) * std::sqrt(variance) - variance / 2);
}

double LognormalLoss::expected_shortfall(double level) const {
    const double s = std::sqrt(math::log1p(cv * cv));
    return mean * math::normal_survival(math::normal_quantile(level) - s) / (1 - level);
}

double NormalLoss::value_at_risk(double level) const {
    return mean + sd * math::normal_quantile(level);
}

double NormalLoss::expected_shortfall(double level) const {
    return mean + sd * math::normal_density(math::normal_quantile(level)) / (1 - level);
}

double sst_target_capital(LognormalLoss const& loss, double minimum_amount) {
    return loss.expected_shortfall(sst_level) - loss.mean + minimum_amount;
}

double sst_target_capital(NormalLoss const& loss, double minimum_amount) {
    return loss.expected_shortfall(sst_level) - loss.mean + minimum_amount;
}

}  // namespace riskpool
