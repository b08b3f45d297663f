// Weights of experts from questions whose answers are known: the classical model (Cooke, Experts in Uncertainty, Oxford
// 1991). An expert is calibrated if the answers fall between the quantiles as often as said, and informative if the
// quantiles lie near one another.
#pragma once

#include <cstddef>
#include <vector>

namespace riskpool {

/// What is asked: the quantiles that each expert states, such as 5, 50 and 95 %.
struct SeedQuestions {
    std::vector<double> levels{0.05, 0.5, 0.95};
    /// quantiles[expert][question][level], rising in level.
    std::vector<std::vector<std::vector<double>>> quantiles;
    std::vector<double> answers;  // by question
    /// The intrinsic range of a question reaches from the least to the greatest of all quantiles and the answer, and by
    /// this part of its width further on either side.
    double overshoot = 0.1;
};

struct CookeScores {
    std::vector<double> calibration;                           // by expert: a p-value
    std::vector<double> information;                           // by expert: mean over questions
    std::vector<std::vector<double>> information_by_question;  // [expert][question]
};

/// Calibration 1 - chi2_k(2 N sum s ln(s / p)) with k + 1 inter-quantile bins, N questions and the parts s of answers
/// in each bin (an answer on a quantile counts below it); information, relative to the uniform law on the intrinsic
/// range, ln(range) + sum p ln(p / width).
[[nodiscard]] CookeScores cooke_scores(SeedQuestions const& questions);

/// calibration x information of each expert whose calibration reaches the cut-off, divided by their sum. `information`
/// is that over all seed questions for global weights, and that on one question for item weights. All 0 if nobody
/// reaches the cut-off.
[[nodiscard]] std::vector<double> cooke_weights(std::vector<double> const& calibration,
                                                std::vector<double> const& information, double cut_off);

/// Information of quantiles of one question on an intrinsic range.
[[nodiscard]] double cooke_information(std::vector<double> const& levels, std::vector<double> const& quantiles,
                                       double range_low, double range_high);

/// The cut-off, among the calibrations of the experts, under which the weighed experts together would have scored best
/// (calibration x information of their linear pool on the seed questions).
[[nodiscard]] double optimised_cut_off(SeedQuestions const& questions);

/// The quantiles at `levels` of the linear pool of experts on one question; each expert is piecewise uniform between
/// quantiles and out to the intrinsic range.
[[nodiscard]] std::vector<double> pooled_quantiles(SeedQuestions const& questions, std::size_t question,
                                                   std::vector<double> const& weights);

}  // namespace riskpool
