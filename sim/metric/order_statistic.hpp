// Ranks in a sorted sample: which order statistic estimates a quantile, and which ones bound it.
#pragma once

#include <cstdint>

namespace riskpool {

/// The 1-based ascending rank ceil(level * n) of the empirical quantile inf{x : F(x) >= level} (methods 5.2), counted
/// as the decimal number meant by `level`: 0.995 of 1000 is rank 995 although the product of the doubles is not 995.
/// `level` in (0, 1), n > 0; the rank lies in 1..n.
[[nodiscard]] std::uint64_t quantile_rank(double level, std::uint64_t n);

/// The level 1 - 1/T of a return period of T > 1 years.
[[nodiscard]] double level_of_return_period(double years);

/// Ranks l and u with [X_(l), X_(u)] a distribution-free 95% interval of the quantile, and its true coverage
/// P(l <= Bin(n, level) <= u - 1), which is at least 95% for continuous distributions. Rank 0 means that there is no
/// lower bound, n + 1 that there is no upper one.
struct RankInterval {
    std::uint64_t lower = 0;
    std::uint64_t upper = 0;
    double coverage = 0;
};

/// l = binomial quantile((1-c)/2; n, level), u = binomial quantile((1+c)/2; n, level) + 1 (methods 5.3).
/// The probabilities are summed outward from the mode by their ratios, with exactly rounded operations only.
[[nodiscard]] RankInterval quantile_interval(double level, std::uint64_t n, double confidence = 0.95);

/// How many of the largest of trials * years observations `value_at_risk` and `tail_value_at_risk` read at `level`:
/// down to the lower end of the interval when the years of a trial are fully dependent. 0 for level 1.
[[nodiscard]] std::uint64_t tail_size(double level, std::uint64_t trials, std::uint32_t years);

}  // namespace riskpool
