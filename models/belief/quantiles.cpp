#include "models/belief/quantiles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace riskpool {

void StatedQuantile::check(FieldFaults& faults) const {
    if (is_given(p) == is_given(return_period)) {
        faults.add("p", is_given(p) ? "says again what `return_period` says" : "is missing, and return_period is too",
                   "give one of them");
    }
}

void Quantiles::check(FieldFaults& faults) const {
    const bool has_low = family == FitFamily::beta || family == FitFamily::lognormal || family == FitFamily::gamma ||
                         family == FitFamily::pareto;
    if (is_given(low) && !has_low) {
        faults.add("low", fmt::format("is not an end of a law of the family {}", choice_name(family)), "leave it out");
    }
    if (is_given(high) && family != FitFamily::beta) {
        faults.add("high", fmt::format("is not an end of a law of the family {}", choice_name(family)), "leave it out");
    }
    const std::size_t needed = parameter_count(family);
    if (at.size() < needed) {
        return faults.add(
            "at", fmt::format("has {} of the {} quantiles that {} needs", at.size(), needed, choice_name(family)),
            "state more, or choose a family with fewer parameters");
    }
    for (std::size_t j = 1; j < at.size(); ++j) {
        if (at[j - 1].probability() < at[j].probability() && at[j - 1].value < at[j].value) continue;
        return faults.add("at", "must rise, from one quantile to the next, in probability and in value",
                          "put them in order, each probability and each value once");
    }
    const bool is_positive = has_low || family == FitFamily::pareto_from_return_points;
    const FitEnds within = ends();
    if (is_positive && !(at.front().value > within.low)) {
        return faults.add(
            "at", fmt::format("begins at {}, and laws of this family lie above {}", at.front().value, within.low),
            "choose a family that reaches so far (normal), or give `low`");
    }
    if (family == FitFamily::beta && !(at.back().value < within.high)) {
        return faults.add("at",
                          fmt::format("ends at {}, and this beta law lies below {}", at.back().value, within.high),
                          "give `high`, the highest value possible");
    }
    if (fit().law == nullptr) {
        faults.add("at", fmt::format("has quantiles that no law of the family {} comes near", choice_name(family)),
                   "choose another family, or look at the values again");
    } else if (!std::isfinite(fit().law->mean())) {
        faults.add(
            "at",
            fmt::format("makes the law of the family {} so heavy-tailed that it has no mean", choice_name(family)),
            "choose another family, or bring the highest values nearer");
    }
}

FitEnds Quantiles::ends() const {
    return {is_given(low) ? low : 0, is_given(high) ? high : 1};
}

std::vector<QuantilePoint> Quantiles::points() const {
    std::vector<QuantilePoint> points;
    for (auto const& each : at) {
        const double p = each.probability();
        points.push_back({is_given(treat_90_as) ? widened_probability(p, treat_90_as) : p, each.value});
    }
    return points;
}

Fit Quantiles::fit() const {
    return fit_quantiles(family, points(), ends());
}

std::string Quantiles::remark() const {
    std::string text;
    if (is_given(treat_90_as)) {
        text = fmt::format("ranges stated to hold 90 % are taken to hold {:.3g} %", 100 * treat_90_as);
    }
    if (at.size() == parameter_count(family)) return text;
    const Fit found = fit();
    const auto stated = points();
    std::size_t worst = 0;
    for (std::size_t j = 0; j < stated.size(); ++j) {
        const auto miss = [&](std::size_t i) { return std::fabs(found.fitted[i] - stated[i].p); };
        if (miss(j) > miss(worst)) worst = j;
    }
    if (!text.empty()) text += "; ";
    return text + fmt::format(
                      "the {} of least squares (sum {:.3g}) misses the stated quantiles by up to {:.2g} points: it "
                      "has {:.3g} % below {:.6g}, stated {:.3g} %; its own 5 % and 95 % are {:.4g} and {:.4g}",
                      choice_name(family), found.sum_of_squares, 100 * std::fabs(found.fitted[worst] - stated[worst].p),
                      100 * found.fitted[worst], stated[worst].value, 100 * stated[worst].p, found.law->quantile(0.05),
                      found.law->quantile(0.95));
}

}  // namespace riskpool
