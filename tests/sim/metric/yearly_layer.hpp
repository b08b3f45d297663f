// Years of a layer's recoveries by a plain simulation, for tests of what is measured of them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

/// The losses of `years` years: Poisson(rate) of them each, by exponential waiting times, their sizes by the quantile
/// of an exceedance probability.
template <class Quantile>
std::vector<std::vector<double>> yearly_losses(std::size_t years, double rate, Quantile const& quantile_upper,
                                               std::uint64_t seed) {
    std::mt19937_64 generator(seed);
    const auto uniform = [&] { return (static_cast<double>(generator() >> 12) + 0.5) * 0x1p-52; };
    std::vector<std::vector<double>> all(years);
    for (auto& losses : all) {
        for (double time = -std::log(uniform()) / rate; time < 1; time -= std::log(uniform()) / rate) {
            losses.push_back(quantile_upper(uniform()));
        }
    }
    return all;
}

/// min(sum of min((x - attachment)+, limit), annual_limit) of each year.
inline std::vector<double> recoveries(std::vector<std::vector<double>> const& all, double limit, double attachment,
                                      double annual_limit = infinity) {
    std::vector<double> out;
    for (auto const& losses : all) {
        double sum = 0;
        for (const double x : losses) sum += x > attachment ? std::min(x - attachment, limit) : 0;
        out.push_back(std::min(sum, annual_limit));
    }
    return out;
}

}  // namespace riskpool
