#include "models/belief/credibility.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/belief/law_of_severity.hpp"
#include "models/belief/normal.hpp"
#include "sim/base/diagnostic.hpp"

namespace riskpool {

std::vector<std::string> Credibility::names() const {
    std::vector<std::string> found;
    for (auto const& row : experience) {
        if (std::find(found.begin(), found.end(), row.segment) == found.end()) found.push_back(row.segment);
    }
    return found;
}

std::vector<SegmentExperience> Credibility::segments() const {
    const auto known = names();
    std::vector<SegmentExperience> found(known.size());
    for (auto const& row : experience) {
        const auto at = std::find(known.begin(), known.end(), row.segment) - known.begin();
        found[static_cast<std::size_t>(at)].values.push_back(row.value);
        found[static_cast<std::size_t>(at)].weights.push_back(row.weight);
    }
    return found;
}

std::size_t Credibility::own() const {
    const auto known = names();
    return static_cast<std::size_t>(std::find(known.begin(), known.end(), segment) - known.begin());
}

BuhlmannStraub Credibility::estimates() const {
    return buhlmann_straub(segments(),
                           is_given(within_variance) ? std::optional<double>(within_variance) : std::nullopt);
}

void Credibility::check(FieldFaults& faults) const {
    const auto known = names();
    if (known.size() < 2) {
        return faults.add("experience", "has fewer than two segments",
                          "credibility compares segments; give the others too");
    }
    if (own() == known.size()) {
        const std::string_view near = nearest(segment, {known.begin(), known.end()});
        return faults.add("segment", fmt::format("is \"{}\", of which there is no experience", segment),
                          near.empty() ? "name one of the segments" : fmt::format("did you mean \"{}\"?", near));
    }
    if (!is_given(within_variance) && !has_repetition(segments())) {
        return faults.add("within_variance", "is missing, and no segment has a second year from which to estimate it",
                          "give it, or more years");
    }
    const BuhlmannStraub found = estimates();
    if (!(found.mean_square[own()] > 0)) {
        return faults.add("experience", "does not vary at all, so that no law follows from it", "give a plain number");
    }
    if (approximation == CredibilityLaw::gamma && !(found.premium[own()] > 0)) {
        faults.add("approximation", "is gamma, which lies above 0, and the mean of the segment does not",
                   "write `approximation: normal`");
    }
}

LawPointer Credibility::law() const {
    const BuhlmannStraub found = estimates();
    const double mean = found.premium[own()];
    const double square = found.mean_square[own()];
    if (approximation == CredibilityLaw::normal) return law_of(Normal{mean, std::sqrt(square)});
    return law_of_severity(Gamma{mean * mean / square, square / mean});
}

std::string Credibility::remark() const {
    const BuhlmannStraub found = estimates();
    const std::size_t i = own();
    return fmt::format(
        "credibility {:.3g} %: own mean {:.4g}, all segments {:.4g}, together {:.4g} with a standard error of "
        "{:.3g}; the {} law around it is an approximation",
        100 * found.credibility[i], found.individual_mean[i], found.collective, found.premium[i],
        std::sqrt(found.mean_square[i]), choice_name(approximation));
}

}  // namespace riskpool
