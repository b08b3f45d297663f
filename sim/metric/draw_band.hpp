// How a figure differs between draws of uncertain numbers: credible bands, and what of them is noise.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/metric/estimate.hpp"

namespace riskpool {

/// The empirical quantile of a sample in ascending order, by the straight line through ((i - 1/2) / n, x_i) (Hazen
/// 1914; type 5 of Hyndman and Fan, The American Statistician 50, 1996). NaN for no values.
[[nodiscard]] double sample_quantile(std::span<double const> ascending, double p);

/// What one figure is in each draw, and in each half of the draw's trials (NaN where a draw does not have it).
struct DrawValues {
    std::span<double const> whole;
    std::span<double const> first_half;
    std::span<double const> second_half;
};

/// A band of equal tails with the median. `corrected` is the same band of values drawn to their mean until they vary as
/// much between draws as the two halves agree on: trials of different halves are independent, so that the covariance of
/// the halves between draws is the variance without the noise of either.
struct CredibleBand {
    std::size_t draws = 0;
    double low = 0, median = 0, high = 0;
    Interval corrected;
};
[[nodiscard]] CredibleBand credible_band(DrawValues const& values, double band);

/// The narrowest bands of equal rank at each point such that at least `band` of the curves stay within them at all
/// points: the maximum statistic of ranks. `curves[j]` holds the values of all draws at point j, without NaN.
[[nodiscard]] std::vector<Interval> simultaneous_band(std::span<std::vector<double> const> curves, double band);

/// Var(S) = E[Var(S | draw)] + Var(E[S | draw]), as standard deviations and the second part's share.
struct VarianceSplit {
    Estimate within;   // sqrt(E[Var(S | draw)])
    Estimate between;  // sqrt(Var(E[S | draw]))
    Estimate share;    // of the second in the sum
};

/// `variances` are those of one observation in each draw, `means` the means. Errors by the jackknife over draws.
[[nodiscard]] VarianceSplit split_variance(std::span<double const> variances, DrawValues const& means);

/// The variance of the mean of values that are exchangeable, sum (x - mean)^2 / (n (n - 1)); NaN for fewer than 2.
[[nodiscard]] double variance_of_mean(std::span<double const> values);

}  // namespace riskpool
