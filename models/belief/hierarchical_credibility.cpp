#include "models/belief/hierarchical_credibility.hpp"

#include <algorithm>
#include <cmath>

namespace riskpool {

namespace {

/// An insured or a segment as the level above sees it: a mean with the weight that it has there.
struct Branch {
    double mean = 0;
    double weight = 0;
};

double weight_of(std::vector<Branch> const& units) {
    double sum = 0;
    for (auto const& unit : units) sum += unit.weight;
    return sum;
}

double mean_of(std::vector<Branch> const& units) {
    double sum = 0;
    for (auto const& unit : units) sum += unit.weight * unit.mean;
    return sum / weight_of(units);
}

double squares_around(std::vector<Branch> const& units, double mean) {
    double sum = 0;
    for (auto const& unit : units) sum += unit.weight * (unit.mean - mean) * (unit.mean - mean);
    return sum;
}

/// The unbiased estimate of the variance between units whose means vary by `within` over their weight; 0 if negative.
double unbiased_between(std::vector<Branch> const& units, double within) {
    const double total = weight_of(units);
    double squares = 0;
    for (auto const& unit : units) squares += unit.weight * unit.weight;
    const double excess = squares_around(units, mean_of(units)) - (static_cast<double>(units.size()) - 1) * within;
    return std::max(0.0, excess / (total - squares / total));
}

/// between w / (between w + within), the credibility of a unit.
double credibility(Branch const& unit, double within, double between) {
    const double own = between * unit.weight;
    return own > 0 ? own / (own + within) : 0;
}

/// Each unit with its credibility as weight; as they are where all of these are 0.
std::vector<Branch> weighed_by_credibility(std::vector<Branch> units, double within, double between) {
    if (between > 0) {
        for (auto& unit : units) unit.weight = credibility(unit, within, between);
    }
    return units;
}

/// The segments as all of them see them, and the variance of their means over their weight.
struct Upper {
    std::vector<Branch> segments;
    double within = 0;
};

Upper upper_level(std::vector<std::vector<Branch>> const& insureds, double within, double between) {
    Upper upper;
    // Where insureds do not differ, a segment is one large insured.
    upper.within = between > 0 ? between : within;
    for (auto const& segment : insureds) {
        const auto weighed = weighed_by_credibility(segment, within, between);
        upper.segments.push_back({mean_of(weighed), weight_of(weighed)});
    }
    return upper;
}

/// De Vylder's pseudo-estimator of the variance between insureds.
double between_insureds(std::vector<std::vector<Branch>> const& insureds, double within, double between) {
    double squares = 0;
    double degrees = 0;
    for (auto const& segment : insureds) {
        const auto weighed = weighed_by_credibility(segment, within, between);
        squares += squares_around(weighed, mean_of(weighed));
        degrees += static_cast<double>(segment.size()) - 1;
    }
    return squares / degrees;
}

/// The fixed point of `next` from `start` on; 0 stays 0, and what dwindles to nothing is 0.
template <class F>
double fixed_point(double start, F const& next) {
    double at = start;
    for (int i = 0; i < 10'000 && at > 1e-12 * start; ++i) {
        const double to = next(at);
        if (std::fabs(to - at) <= 1e-14 * at) return to;
        at = to;
    }
    return at > 1e-12 * start ? at : 0;
}

}  // namespace

HierarchicalCredibility hierarchical_credibility(std::vector<std::vector<SegmentExperience>> const& segments) {
    HierarchicalCredibility found;
    std::vector<std::vector<Branch>> insureds;
    double squares = 0;
    double degrees = 0;
    for (auto const& segment : segments) {
        insureds.emplace_back();
        for (auto const& insured : segment) {
            std::vector<Branch> years;
            for (std::size_t t = 0; t < insured.values.size(); ++t) {
                years.push_back({insured.values[t], insured.weights[t]});
            }
            insureds.back().push_back({mean_of(years), weight_of(years)});
            squares += squares_around(years, insureds.back().back().mean);
            degrees += static_cast<double>(years.size()) - 1;
        }
    }
    const double within = squares / degrees;
    found.within_variance = within;

    double sum = 0;
    double count = 0;
    for (auto const& segment : insureds) {
        if (segment.size() < 2) continue;
        sum += unbiased_between(segment, within);
        ++count;
    }
    const double between = fixed_point(sum / count, [&](double a) { return between_insureds(insureds, within, a); });
    found.between_insureds_variance = between;

    const Upper upper = upper_level(insureds, within, between);
    const double between_segments = fixed_point(unbiased_between(upper.segments, upper.within), [&](double b) {
        const auto weighed = weighed_by_credibility(upper.segments, upper.within, b);
        return squares_around(weighed, mean_of(weighed)) / (static_cast<double>(upper.segments.size()) - 1);
    });
    found.between_segments_variance = between_segments;
    found.collective = mean_of(weighed_by_credibility(upper.segments, upper.within, between_segments));

    for (std::size_t i = 0; i < insureds.size(); ++i) {
        SegmentCredibility segment;
        segment.mean = upper.segments[i].mean;
        segment.segment_credibility = credibility(upper.segments[i], upper.within, between_segments);
        segment.segment_premium =
            segment.segment_credibility * segment.mean + (1 - segment.segment_credibility) * found.collective;
        for (auto const& insured : insureds[i]) {
            const double z = credibility(insured, within, between);
            segment.individual_mean.push_back(insured.mean);
            segment.credibility.push_back(z);
            segment.premium.push_back(z * insured.mean + (1 - z) * segment.segment_premium);
        }
        found.segments.push_back(std::move(segment));
    }
    return found;
}

}  // namespace riskpool
