// Samples of copulas for tests, and what is estimated from them.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "models/copula/family.hpp"
#include "sim/base/random.hpp"

namespace riskpool {

using Columns = std::vector<std::vector<double>>;

/// `n` draws of a copula of so many components, from streams of a fixed seed.
inline Columns sample_copula(CopulaKinds const& family, std::size_t components, std::uint64_t n) {
    std::vector<std::string> names;
    for (std::size_t k = 0; k < components; ++k) names.push_back(std::string(1, static_cast<char>('a' + k)));
    const CopulaSampler sampler(family, names);
    std::vector<double> own(components), common(sampler.common()), u(components);
    Columns columns(components);
    for (std::uint64_t i = 0; i < n; ++i) {
        for (std::uint32_t k = 0; k < components; ++k) own[k] = uniform({11, 0}, {i, 0}, k);
        for (std::uint32_t k = 0; k < common.size(); ++k) common[k] = uniform({11, 1}, {i, 0}, k);
        sampler.draw(own, common, u);
        for (std::size_t k = 0; k < components; ++k) columns[k].push_back(u[k]);
    }
    return columns;
}

/// Expects the mean of `values` within 4 standard errors of `mean`.
inline void expect_sample_mean(std::vector<double> const& values, double mean, std::string const& what) {
    const auto n = static_cast<double>(values.size());
    double sum = 0, squares = 0;
    for (const double x : values) sum += x / n;
    for (const double x : values) squares += (x - sum) * (x - sum);
    EXPECT_NEAR(sum, mean, 4 * std::sqrt(squares / (n - 1) / n) + 1e-12) << what;
}

/// Kendall's tau of each batch of 200 draws: each is unbiased.
inline std::vector<double> kendall_taus(std::vector<double> const& a, std::vector<double> const& b) {
    constexpr std::size_t batch = 200;
    std::vector<double> taus;
    for (std::size_t first = 0; first + batch <= a.size(); first += batch) {
        double score = 0;
        for (std::size_t i = first; i < first + batch; ++i) {
            for (std::size_t j = first; j < i; ++j) score += (a[i] - a[j]) * (b[i] - b[j]) > 0 ? 1 : -1;
        }
        taus.push_back(score / (batch * (batch - 1) / 2.0));
    }
    return taus;
}

/// 1 where both lie beyond the level: above, or below 1 - level if `lower`.
inline std::vector<double> both_beyond(std::vector<double> const& a, std::vector<double> const& b, double level,
                                       bool lower = false) {
    std::vector<double> hits;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const bool hit = lower ? a[i] < 1 - level && b[i] < 1 - level : a[i] > level && b[i] > level;
        hits.push_back(hit ? 1 : 0);
    }
    return hits;
}

/// Expects what is uniform: its powers, and its two tails.
inline void expect_uniform(std::vector<double> const& u, std::string const& what) {
    std::vector<double> square, low, high;
    for (const double x : u) {
        EXPECT_TRUE(x > 0 && x < 1) << what << ": " << x;
        square.push_back(x * x);
        low.push_back(x < 0.02 ? 1 : 0);
        high.push_back(x > 0.98 ? 1 : 0);
    }
    expect_sample_mean(u, 0.5, what + ", mean");
    expect_sample_mean(square, 1.0 / 3, what + ", mean square");
    expect_sample_mean(low, 0.02, what + ", below 0.02");
    expect_sample_mean(high, 0.02, what + ", above 0.98");
}

}  // namespace riskpool
