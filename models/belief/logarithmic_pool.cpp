// The product is integrated in panels between quantiles of the experts, which are halved until halving changes nothing.
// Experts who disagree leave all the product in a gap where neither expects anything, so its maximum is looked for in
// each panel first, and panels are laid around it.
#include "models/belief/logarithmic_pool.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/belief/gauss_legendre.hpp"
#include "models/belief/root.hpp"
#include "sim/base/describe.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

namespace {

/// The place of the maximum of f in [low, high], if it has one peak there, by the golden section.
template <class F>
double peak(double low, double high, F const& f) {
    constexpr double golden = 0.61803398874989484820;
    double a = high - golden * (high - low);
    double b = low + golden * (high - low);
    double at_a = f(a);
    double at_b = f(b);
    for (int i = 0; i < 90 && a < b; ++i) {
        if (at_a < at_b) {
            low = a;
            a = b;
            at_a = at_b;
            b = low + golden * (high - low);
            at_b = f(b);
        } else {
            high = b;
            b = a;
            at_b = at_a;
            a = high - golden * (high - low);
            at_a = f(a);
        }
    }
    return at_a < at_b ? b : a;
}

}  // namespace

CommonSupport common_support(std::vector<LawPointer> const& laws, std::vector<double> const& weights) {
    CommonSupport support{-infinity, infinity};
    for (std::size_t i = 0; i < laws.size(); ++i) {
        if (weights[i] <= 0) continue;
        support.low = std::max(support.low, laws[i]->lowest());
        support.high = std::min(support.high, laws[i]->highest());
    }
    return support;
}

LogarithmicPool::LogarithmicPool(std::vector<LawPointer> const& laws, std::vector<double> const& weights) {
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t i = 0; i < laws.size(); ++i) {
        if (weights[i] <= 0) continue;
        laws_.push_back(laws[i]);
        weights_.push_back(weights[i] / total);
    }
    const CommonSupport support = common_support(laws_, weights_);
    lowest_ = support.low;
    highest_ = support.high;

    std::vector<double> places = breaks();
    double mode = places.front();
    log_top_ = -infinity;
    for (std::size_t i = 1; i < places.size(); ++i) {
        const double x = peak(places[i - 1], places[i], [&](double y) { return log_product(y); });
        if (const double top = log_product(x); top > log_top_) {
            log_top_ = top;
            mode = x;
        }
    }
    const std::vector<double> around = breaks_around(mode);
    places.insert(places.end(), around.begin(), around.end());
    std::sort(places.begin(), places.end());

    double first_sum = 0;
    std::vector<double> first;
    for (std::size_t i = 1; i < places.size(); ++i) {
        first.push_back(integrate(places[i - 1], places[i], [&](double x) { return relative_product(x); }));
        first_sum += first.back();
    }
    ends_.push_back(places.front());
    up_to_.push_back(0);
    for (std::size_t i = 1; i < places.size(); ++i) {
        if (places[i - 1] < places[i]) add_panel(places[i - 1], places[i], first[i - 1], 1e-13 * first_sum, 0);
    }
    const auto moment = [&](auto const& f) {
        double sum = 0;
        for (std::size_t i = 1; i < ends_.size(); ++i) {
            sum += integrate(ends_[i - 1], ends_[i], [&](double x) { return f(x) * relative_product(x); });
        }
        return sum / up_to_.back();
    };
    mean_ = mode + moment([&](double x) { return x - mode; });
    variance_ = moment([&](double x) { return (x - mean_) * (x - mean_); });
}

std::vector<double> LogarithmicPool::breaks() const {
    std::vector<double> places;
    for (auto const& law : laws_) {
        for (int i = -64; i <= 64; ++i) {
            const double x = law->quantile(math::normal_cdf(0.125 * i));
            if (lowest_ <= x && x <= highest_ && std::isfinite(x)) places.push_back(x);
        }
    }
    if (std::isfinite(lowest_)) places.push_back(lowest_);
    if (std::isfinite(highest_)) places.push_back(highest_);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

std::vector<double> LogarithmicPool::breaks_around(double mode) const {
    std::vector<double> places;
    for (const double side : {-1.0, 1.0}) {
        // How far the product falls to exp(-1/2) of its maximum: a standard deviation, were it normal.
        double far = 1e-12 * std::max(std::fabs(mode), 1e-300);
        while (far < 1e300 && log_product(mode + side * far) > log_top_ - 0.5) far *= 2;
        const double width =
            first_true(0, far, [&](double d) { return log_product(mode + side * d) < log_top_ - 0.5; });
        for (const double step : {0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 12.0, 16.0}) {
            const double x = mode + side * step * width;
            if (lowest_ < x && x < highest_) places.push_back(x);
        }
    }
    places.push_back(mode);
    return places;
}

void LogarithmicPool::add_panel(double low, double high, double whole, double enough, int depth) {
    const double middle = 0.5 * low + 0.5 * high;
    const auto f = [&](double x) { return relative_product(x); };
    const double left = integrate(low, middle, f);
    const double right = integrate(middle, high, f);
    if (depth >= 40 || !(low < middle && middle < high) || std::fabs(left + right - whole) <= enough) {
        ends_.push_back(high);
        up_to_.push_back(up_to_.back() + (left + right));
        return;
    }
    add_panel(low, middle, left, enough, depth + 1);
    add_panel(middle, high, right, enough, depth + 1);
}

double LogarithmicPool::log_product(double x) const {
    double sum = 0;
    for (std::size_t i = 0; i < laws_.size(); ++i) {
        const double log_density = laws_[i]->log_density(x);
        if (log_density == -infinity) return -infinity;
        sum += weights_[i] * log_density;
    }
    return sum;
}

double LogarithmicPool::relative_product(double x) const {
    return math::exp(log_product(x) - log_top_);
}

double LogarithmicPool::log_density(double x) const {
    return log_product(x) - log_top_ - math::log(up_to_.back());
}

double LogarithmicPool::cdf(double x) const {
    if (x <= ends_.front()) return 0;
    if (x >= ends_.back()) return 1;
    const auto i = static_cast<std::size_t>(std::upper_bound(ends_.begin(), ends_.end(), x) - ends_.begin());
    const double part = integrate(ends_[i - 1], x, [&](double y) { return relative_product(y); });
    return std::min(up_to_[i - 1] + part, up_to_[i]) / up_to_.back();
}

double LogarithmicPool::quantile(double p) const {
    if (p <= 0) return lowest_;
    if (p >= 1) return highest_;
    const auto found = std::lower_bound(up_to_.begin() + 1, up_to_.end() - 1, p * up_to_.back());
    const auto i = static_cast<std::size_t>(found - up_to_.begin());
    return first_true(ends_[i - 1], ends_[i], [&](double x) { return cdf(x) >= p; });
}

}  // namespace riskpool
