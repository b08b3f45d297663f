#include "sim/metric/draw_band.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace riskpool {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

double mean_of(std::span<double const> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// With divisor n - 1.
double covariance(std::span<double const> x, std::span<double const> y) {
    const double mx = mean_of(x);
    const double my = mean_of(y);
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mx) * (y[i] - my);
    return sum / static_cast<double>(x.size() - 1);
}

}  // namespace

double sample_quantile(std::span<double const> ascending, double p) {
    if (ascending.empty()) return not_a_number;
    const auto n = static_cast<double>(ascending.size());
    const double at = std::clamp(p * n - 0.5, 0.0, n - 1);
    const auto below = static_cast<std::size_t>(at);
    const double part = at - static_cast<double>(below);
    if (part == 0) return ascending[below];
    return ascending[below] + part * (ascending[below + 1] - ascending[below]);
}

CredibleBand credible_band(DrawValues const& values, double band) {
    std::vector<double> whole, first, second;
    bool halves = true;
    for (std::size_t m = 0; m < values.whole.size(); ++m) {
        if (std::isnan(values.whole[m])) continue;
        whole.push_back(values.whole[m]);
        first.push_back(values.first_half[m]);
        second.push_back(values.second_half[m]);
        halves = halves && std::isfinite(whole.back()) && std::isfinite(first.back()) && std::isfinite(second.back());
    }
    CredibleBand result;
    result.draws = whole.size();
    double kept = 1;  // of the standard deviation between draws
    if (halves && whole.size() > 1) {
        const double variance = covariance(whole, whole);
        const double common = std::max(0.0, covariance(first, second));
        kept = variance > 0 ? std::sqrt(std::min(1.0, common / variance)) : 1;
    }
    const double centre = whole.empty() ? not_a_number : mean_of(whole);
    std::sort(whole.begin(), whole.end());
    result.low = sample_quantile(whole, (1 - band) / 2);
    result.median = sample_quantile(whole, 0.5);
    result.high = sample_quantile(whole, (1 + band) / 2);
    if (!halves || whole.size() < 2) {
        result.corrected = {not_a_number, not_a_number};
    } else if (kept == 1) {
        result.corrected = {result.low, result.high};
    } else {
        result.corrected = {centre + kept * (result.low - centre), centre + kept * (result.high - centre)};
    }
    return result;
}

std::vector<Interval> simultaneous_band(std::span<std::vector<double> const> curves, double band) {
    if (curves.empty() || curves.front().empty()) return {};
    const std::size_t draws = curves.front().size();
    std::vector<std::vector<double>> ascending(curves.begin(), curves.end());
    for (auto& values : ascending) std::sort(values.begin(), values.end());
    // How near to an end of its point's sample a curve comes at most, counted from 1; equal values count as inner ones.
    std::vector<std::size_t> depth(draws, draws);
    for (std::size_t j = 0; j < curves.size(); ++j) {
        auto const& sorted = ascending[j];
        for (std::size_t m = 0; m < draws; ++m) {
            const auto upper = std::upper_bound(sorted.begin(), sorted.end(), curves[j][m]) - sorted.begin();
            const auto lower = std::lower_bound(sorted.begin(), sorted.end(), curves[j][m]) - sorted.begin();
            const auto from_below = static_cast<std::size_t>(upper);
            const auto from_above = draws - static_cast<std::size_t>(lower);
            depth[m] = std::min({depth[m], from_below, from_above});
        }
    }
    std::sort(depth.begin(), depth.end());
    const auto outside = static_cast<std::size_t>((1 - band) * static_cast<double>(draws) + 1e-9);
    const std::size_t k = std::min(depth[std::min(outside, draws - 1)], (draws + 1) / 2);
    std::vector<Interval> result;
    result.reserve(ascending.size());
    for (auto const& sorted : ascending) result.push_back({sorted[k - 1], sorted[draws - k]});
    return result;
}

VarianceSplit split_variance(std::span<double const> variances, DrawValues const& means) {
    const std::size_t n = variances.size();
    const auto size = static_cast<double>(n);
    const auto parts = [](double within, double between) {
        between = std::max(0.0, between);
        const double total = within + between;
        return std::array{std::sqrt(within), std::sqrt(between), total > 0 ? between / total : 0.0};
    };
    if (n < 3) return {{not_a_number, not_a_number}, {not_a_number, not_a_number}, {not_a_number, not_a_number}};
    const double ma = mean_of(means.first_half);
    const double mb = mean_of(means.second_half);
    double sum_v = 0, sum_ab = 0;
    for (std::size_t m = 0; m < n; ++m) {
        sum_v += variances[m];
        sum_ab += (means.first_half[m] - ma) * (means.second_half[m] - mb);
    }
    const auto all = parts(sum_v / size, sum_ab / (size - 1));
    // Without draw m the sum of products falls by n / (n - 1) times its own.
    std::array<double, 3> sum{}, square{};
    for (std::size_t m = 0; m < n; ++m) {
        const double own = (means.first_half[m] - ma) * (means.second_half[m] - mb);
        const auto left = parts((sum_v - variances[m]) / (size - 1), (sum_ab - own * size / (size - 1)) / (size - 2));
        for (std::size_t i = 0; i < 3; ++i) {
            sum[i] += left[i] - all[i];
            square[i] += (left[i] - all[i]) * (left[i] - all[i]);
        }
    }
    const auto error = [&](std::size_t i) {
        return std::sqrt(std::max(0.0, square[i] - sum[i] * sum[i] / size) * (size - 1) / size);
    };
    return {{all[0], error(0)}, {all[1], error(1)}, {all[2], error(2)}};
}

double variance_of_mean(std::span<double const> values) {
    if (values.size() < 2) return not_a_number;
    return covariance(values, values) / static_cast<double>(values.size());
}

}  // namespace riskpool
