#include "sim/run/outer_values.hpp"

#include <algorithm>
#include <utility>

namespace riskpool {

namespace {

const std::string which_alternative = "alternatives";  // as an unknown

}  // namespace

OuterValues::OuterValues(LoadedScenario const& loaded, std::uint64_t seed, std::uint32_t draws)
    : written_(unknowns_of(loaded.uncertain)), draws_(draws) {
    for (auto const& each : loaded.alternatives) alternatives_.push_back(unknowns_of(each.uncertain));
    double sum = 0;
    for (auto const& each : loaded.scenario.alternatives) weights_.push_back(sum += each.weight);
    for (double& weight : weights_) weight /= sum;

    std::vector<std::string> laws, intervals;
    const auto enter = [](std::string const& name, auto& positions, std::vector<std::string>& names) {
        if (positions.emplace(name, names.size()).second) names.push_back(name);
    };
    const auto enter_all = [&](std::vector<Unknown> const& unknowns) {
        for (auto const& unknown : unknowns) {
            if (unknown.belief.bounds_only()) {
                enter(unknown.name, intervals_, intervals);
            } else {
                enter(unknown.name, laws_, laws);
            }
        }
    };
    enter_all(written_);
    for (auto const& each : alternatives_) enter_all(each);
    if (!alternatives_.empty()) enter(which_alternative, laws_, laws);
    if (laws.empty()) draws_ = 1;
    OuterSampler const& sampler = loaded.models->draw_probabilities;
    probabilities_ = sampler({seed, draws_, std::move(laws), loaded.scenario.belief_correlation});
    corners_ = corners_of(intervals, seed, sampler);
}

double OuterValues::probability(std::uint64_t draw, std::string const& unknown) const {
    return probabilities_[draw * laws_.size() + laws_.at(unknown)];
}

std::optional<std::size_t> OuterValues::alternative(std::uint64_t draw) const {
    if (alternatives_.empty()) return std::nullopt;
    const auto at = std::upper_bound(weights_.begin(), weights_.end() - 1, probability(draw, which_alternative));
    return static_cast<std::size_t>(at - weights_.begin());
}

DrawnValues OuterValues::at(std::optional<std::uint64_t> draw, Corner const* corner) const {
    const std::optional<std::size_t> which = draw ? alternative(*draw) : std::nullopt;
    DrawnValues values;
    for (auto const& unknown : which ? alternatives_[*which] : written_) {
        Belief const& belief = unknown.belief;
        double value = belief.mean();
        if (belief.bounds_only()) {
            if (corner != nullptr) {
                value = (*corner)[intervals_.at(unknown.name)] ? belief.highest() : belief.lowest();
            }
        } else if (draw) {
            value = belief.quantile(probability(*draw, unknown.name));
        }
        for (auto const& path : unknown.paths) values.emplace(path, value);
    }
    return values;
}

}  // namespace riskpool
