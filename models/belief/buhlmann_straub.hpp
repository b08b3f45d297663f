// Credibility: how far the experience of one segment counts against that of all. Model of Buhlmann and Straub with
// unbiased estimators (Buhlmann and Gisler, A Course in Credibility Theory and its Applications, ch. 4), as in the R
// package actuar.
#pragma once

#include <optional>
#include <vector>

namespace riskpool {

/// What was observed of one segment, year by year: a ratio (loss per claim, claims per exposure) and its weight.
struct SegmentExperience {
    std::vector<double> values;
    std::vector<double> weights;
};

struct BuhlmannStraub {
    std::vector<double> individual_mean;  // by segment
    std::vector<double> total_weight;
    std::vector<double> credibility;  // Z
    std::vector<double> premium;      // Z individual + (1 - Z) collective
    std::vector<double> mean_square;  // E[(premium - true mean)^2], the error of the estimated collective included
    double collective = 0;
    double within_variance = 0;   // of a single observation of weight 1
    double between_variance = 0;  // of the segments' true means; 0 where the estimate is negative
};

/// At least two segments with observations, weights above 0. Without a second year in any segment the variance within
/// cannot be estimated: `within_variance` then has to be given, and takes the place of the estimate wherever it is.
[[nodiscard]] BuhlmannStraub buhlmann_straub(std::vector<SegmentExperience> const& segments,
                                             std::optional<double> within_variance = std::nullopt);

/// True if some segment has more than one observation.
[[nodiscard]] bool has_repetition(std::vector<SegmentExperience> const& segments);

/// Limited fluctuation: the number of claims from which experience counts in full, so that it is within the part
/// `accuracy` of its mean with `probability`; `cv` is that of one claim's amount, 0 for counts alone (Klugman, Panjer,
/// Willmot, Loss Models, 4th ed., ch. 16).
[[nodiscard]] double full_credibility_claims(double probability, double accuracy, double cv = 0);

/// min(1, sqrt(claims / claims of full credibility)).
[[nodiscard]] double limited_fluctuation(double claims, double full_credibility_claims);

}  // namespace riskpool
