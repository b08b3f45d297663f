#include "models/belief/buhlmann_straub.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/math/normal.hpp"

namespace riskpool {

bool has_repetition(std::vector<SegmentExperience> const& segments) {
    return std::any_of(segments.begin(), segments.end(), [](auto const& segment) { return segment.values.size() > 1; });
}

BuhlmannStraub buhlmann_straub(std::vector<SegmentExperience> const& segments, std::optional<double> within_variance) {
    BuhlmannStraub found;
    double weight = 0;
    double weight_squares = 0;
    double weighed = 0;
    double squares_within = 0;
    double degrees = 0;
    for (auto const& segment : segments) {
        double w = 0;
        double sum = 0;
        for (std::size_t j = 0; j < segment.values.size(); ++j) {
            w += segment.weights[j];
            sum += segment.weights[j] * segment.values[j];
        }
        const double mean = sum / w;
        for (std::size_t j = 0; j < segment.values.size(); ++j) {
            const double off = segment.values[j] - mean;
            squares_within += segment.weights[j] * off * off;
        }
        degrees += static_cast<double>(segment.values.size()) - 1;
        found.total_weight.push_back(w);
        found.individual_mean.push_back(mean);
        weight += w;
        weight_squares += w * w;
        weighed += sum;
    }
    const auto count = static_cast<double>(segments.size());
    const double overall = weighed / weight;
    found.within_variance = within_variance ? *within_variance : squares_within / degrees;
    double squares_between = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const double off = found.individual_mean[i] - overall;
        squares_between += found.total_weight[i] * off * off;
    }
    found.between_variance =
        std::max(0.0, (squares_between - (count - 1) * found.within_variance) / (weight - weight_squares / weight));

    double total = 0;
    double credible = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const double own = found.between_variance * found.total_weight[i];
        // 0 / 0 where nothing varies at all: nothing is gained by the segment's own mean.
        const double z = own > 0 ? own / (own + found.within_variance) : 0;
        found.credibility.push_back(z);
        total += z;
        credible += z * found.individual_mean[i];
    }
    found.collective = total > 0 ? credible / total : overall;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const double z = found.credibility[i];
        found.premium.push_back(z * found.individual_mean[i] + (1 - z) * found.collective);
        // Theorem 4.6 there: a (1 - Z) (1 + (1 - Z) / sum Z). As a goes to 0 it goes to s^2 / w, the variance of the
        // mean of all.
        const double error = found.between_variance * (1 - z);
        found.mean_square.push_back(total > 0 ? error * (1 + (1 - z) / total) : found.within_variance / weight);
    }
    return found;
}

double full_credibility_claims(double probability, double accuracy, double cv) {
    const double z = math::normal_quantile(0.5 * (1 + probability)) / accuracy;
    return z * z * (1 + cv * cv);
}

double limited_fluctuation(double claims, double full_credibility_claims) {
    return std::min(1.0, std::sqrt(claims / full_credibility_claims));
}

}  // namespace riskpool
