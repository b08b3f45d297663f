#include "models/belief/grid_law.hpp"

#include <algorithm>
#include <limits>

#include "sim/base/math/elementary.hpp"

namespace riskpool {

GridLaw::GridLaw(std::vector<double> ends, std::vector<double> const& weights) : ends_(std::move(ends)) {
    up_to_.push_back(0);
    for (const double weight : weights) up_to_.push_back(up_to_.back() + weight);
    for (double& each : up_to_) each /= up_to_.back();
}

double GridLaw::quantile(double p) const {
    if (p <= 0) return ends_.front();
    if (p >= 1) return ends_.back();
    const auto i = static_cast<std::size_t>(std::lower_bound(up_to_.begin(), up_to_.end(), p) - up_to_.begin());
    const double part = (p - up_to_[i - 1]) / (up_to_[i] - up_to_[i - 1]);
    return std::min(ends_[i - 1] + part * (ends_[i] - ends_[i - 1]), ends_[i]);
}

double GridLaw::cdf(double x) const {
    if (x <= ends_.front()) return 0;
    if (x >= ends_.back()) return 1;
    const auto i = static_cast<std::size_t>(std::upper_bound(ends_.begin(), ends_.end(), x) - ends_.begin());
    return up_to_[i - 1] + (up_to_[i] - up_to_[i - 1]) * ((x - ends_[i - 1]) / (ends_[i] - ends_[i - 1]));
}

double GridLaw::log_density(double x) const {
    if (x < ends_.front() || x >= ends_.back()) return -std::numeric_limits<double>::infinity();
    const auto i = static_cast<std::size_t>(std::upper_bound(ends_.begin(), ends_.end(), x) - ends_.begin());
    return math::log((up_to_[i] - up_to_[i - 1]) / (ends_[i] - ends_[i - 1]));
}

double GridLaw::mean() const {
    double sum = 0;
    for (std::size_t i = 1; i < ends_.size(); ++i) sum += (up_to_[i] - up_to_[i - 1]) * 0.5 * (ends_[i - 1] + ends_[i]);
    return sum;
}

double GridLaw::variance() const {
    const double m = mean();
    double sum = 0;
    for (std::size_t i = 1; i < ends_.size(); ++i) {
        const double a = ends_[i - 1] - m;
        const double b = ends_[i] - m;
        sum += (up_to_[i] - up_to_[i - 1]) * (a * a + a * b + b * b) / 3;
    }
    return sum;
}

}  // namespace riskpool
