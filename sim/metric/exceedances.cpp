#include "sim/metric/exceedances.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

namespace riskpool {

namespace {

/// The (k + 1)-th largest value; `values` has more than k.
double value_with_above(std::vector<double> values, std::uint64_t k) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(k);
    std::nth_element(values.begin(), at, values.end(), std::greater<>());
    return *at;
}

}  // namespace

void Exceedances::add(std::uint64_t first, std::span<double const> values) {
    if (keep_ == 0) return;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] > floor_) entries_.push_back({values[i], first + i});
    }
    if (entries_.size() > 2 * (keep_ + 1) + 2048) cut_back();
}

std::vector<double> Exceedances::values() const {
    std::vector<double> values;
    values.reserve(entries_.size());
    for (Entry const& each : entries_) values.push_back(each.value);
    return values;
}

void Exceedances::cut_back() {
    if (entries_.size() <= keep_) return;
    floor_ = value_with_above(values(), keep_);
    std::erase_if(entries_, [&](Entry const& each) { return !(each.value > floor_); });
}

void Exceedances::merge(Exceedances const& next, std::uint64_t shift) {
    floor_ = std::max(floor_, next.floor_);
    std::erase_if(entries_, [&](Entry const& each) { return !(each.value > floor_); });
    for (Entry const& each : next.entries_) {
        if (each.value > floor_) entries_.push_back({each.value, each.place + shift});
    }
    cut_back();
}

std::vector<std::uint64_t> Exceedances::above(std::uint64_t beyond) const {
    const double threshold = entries_.size() > beyond ? value_with_above(values(), beyond) : floor_;
    std::vector<std::uint64_t> places;
    places.reserve(entries_.size());
    for (Entry const& each : entries_) {
        if (each.value > threshold) places.push_back(each.place);
    }
    std::sort(places.begin(), places.end());
    return places;
}

CoExceedance co_exceedance(std::span<std::uint64_t const> first, std::span<std::uint64_t const> second,
                           std::uint64_t observations, std::uint32_t years, std::uint64_t trials_apart) {
    std::vector<std::uint64_t> both;
    std::set_intersection(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(both));
    std::vector<std::uint64_t> trials;
    trials.reserve(both.size());
    for (const std::uint64_t place : both) trials.push_back(place / years % trials_apart);
    std::sort(trials.begin(), trials.end());
    double squares = 0;  // of the number of such observations of each trial
    for (std::size_t i = 0; i < trials.size();) {
        const auto end = static_cast<std::size_t>(
            std::upper_bound(trials.begin() + static_cast<std::ptrdiff_t>(i), trials.end(), trials[i]) -
            trials.begin());
        squares += static_cast<double>((end - i) * (end - i));
        i = end;
    }
    const auto n = static_cast<double>(observations), hits = static_cast<double>(both.size());
    const auto m = static_cast<double>(std::min(trials_apart, observations / years));
    CoExceedance found;
    found.independent = static_cast<double>(first.size()) / n * (static_cast<double>(second.size()) / n);
    found.probability.value = hits / n;
    const double p = found.independent;
    found.probability.standard_error =
        both.empty() ? std::sqrt(p * (1 - p) / n) : std::sqrt(std::max(squares - hits * hits / m, 0.0)) / n;
    return found;
}

}  // namespace riskpool
