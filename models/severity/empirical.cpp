#include "models/severity/empirical.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace riskpool {
namespace {

double weight_of(std::vector<double> const& weights, std::size_t i) {
    return weights.empty() ? 1.0 : weights[i];
}

/// sum of weight(i) f(values[i]) / sum of weight(i).
template <class F>
double weighted(Empirical const& law, F&& f) {
    double sum = 0;
    double weight = 0;
    for (std::size_t i = 0; i < law.values.size(); ++i) {
        sum += weight_of(law.weights, i) * f(law.values[i]);
        weight += weight_of(law.weights, i);
    }
    return sum / weight;
}

}  // namespace

EmpiricalSteps::EmpiricalSteps(std::vector<double> const& values, std::vector<double> const& weights) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto i, auto j) { return values[i] < values[j]; });

    std::vector<double> weight;
    for (std::size_t i : order) {
        if (!values_.empty() && values_.back() == values[i]) {
            weight.back() += weight_of(weights, i);
        } else {
            values_.push_back(values[i]);
            weight.push_back(weight_of(weights, i));
        }
    }
    // Sums from either end, so that small probabilities keep their digits at both.
    cdf_.resize(weight.size());
    survival_.resize(weight.size());
    std::partial_sum(weight.begin(), weight.end(), cdf_.begin());
    double above = 0;
    for (std::size_t i = weight.size(); i-- > 0;) {
        survival_[i] = above;
        above += weight[i];
    }
    for (std::size_t i = 0; i < weight.size(); ++i) {
        cdf_[i] = i + 1 == weight.size() ? 1.0 : cdf_[i] / above;
        survival_[i] /= above;
    }
}

double EmpiricalSteps::quantile(double p) const {
    const auto at = std::lower_bound(cdf_.begin(), cdf_.end(), p);
    return values_[static_cast<std::size_t>(std::min(at, cdf_.end() - 1) - cdf_.begin())];
}

double EmpiricalSteps::quantile_upper(double q) const {
    const auto at = std::partition_point(survival_.begin(), survival_.end(), [q](double s) { return s > q; });
    return values_[static_cast<std::size_t>(std::min(at, survival_.end() - 1) - survival_.begin())];
}

double EmpiricalSteps::cdf(double x) const {
    const auto above = std::upper_bound(values_.begin(), values_.end(), x) - values_.begin();
    return above == 0 ? 0.0 : cdf_[static_cast<std::size_t>(above - 1)];
}

double EmpiricalSteps::survival(double x) const {
    const auto above = std::upper_bound(values_.begin(), values_.end(), x) - values_.begin();
    return above == 0 ? 1.0 : survival_[static_cast<std::size_t>(above - 1)];
}

void Empirical::check(FieldFaults& faults) const {
    if (values.empty()) faults.add("values", "is empty", "give at least one loss");
    if (!weights.empty() && weights.size() != values.size()) {
        faults.add("weights", "has another length than values", "give one weight for each value, or none");
    }
}

double Empirical::quantile(double p) const {
    return prepared().quantile(p);
}

double Empirical::quantile_upper(double q) const {
    return prepared().quantile_upper(q);
}

double Empirical::cdf(double x) const {
    return weighted(*this, [x](double value) { return value <= x ? 1.0 : 0.0; });
}

double Empirical::survival(double x) const {
    return weighted(*this, [x](double value) { return value > x ? 1.0 : 0.0; });
}

double Empirical::mean() const {
    return weighted(*this, [](double value) { return value; });
}

double Empirical::variance() const {
    const double centre = mean();
    return weighted(*this, [centre](double value) { return (value - centre) * (value - centre); });
}

double Empirical::limited_mean(double limit) const {
    return weighted(*this, [limit](double value) { return std::min(value, limit); });
}

double Empirical::limited_second_moment(double limit) const {
    return weighted(*this, [limit](double value) { return std::min(value, limit) * std::min(value, limit); });
}

double Empirical::lowest() const {
    return *std::min_element(values.begin(), values.end());
}

double Empirical::highest() const {
    return *std::max_element(values.begin(), values.end());
}

}  // namespace riskpool
