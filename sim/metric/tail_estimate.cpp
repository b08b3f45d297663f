#include "sim/metric/tail_estimate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/base/math/elementary.hpp"
#include "sim/metric/order_statistic.hpp"
#include "sim/metric/warning.hpp"

namespace riskpool {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr std::size_t fewest_for_index = 50;
constexpr std::uint64_t fewest_for_tvar = 500;  // methods 5.3: with fewer the normal interval is too short
constexpr double visible_design_effect = 1.1;

// The order statistics of a series, by ascending 1-based rank, as far as its tail was kept.
class Ranks {
public:
    Ranks(SeriesSummary const& series, double level)
        : tail_(series.tail), n_(series.observations()), effect_(design_effect(series.sums)) {
        if (n_ == 0) throw std::logic_error("a tail metric of a series without observations");
        if (tail_.size() < tail_size(level, series.trials(), series.years())) {
            throw std::logic_error(
                fmt::format("the tail of {} {} was not kept down to level {}", series.party, series.quantity, level));
        }
        rank_ = quantile_rank(level, n_);
        // Observations that count as independent; their ranks are stretched to those of all.
        const auto size = static_cast<double>(n_);
        independent_ = static_cast<std::uint64_t>(size / effect_);
        const RankInterval ranks = quantile_interval(level, independent_);
        const double stretch = size / static_cast<double>(independent_);
        bounded_below_ = ranks.lower > 0;
        bounded_above_ = ranks.upper <= independent_;
        lower_ = static_cast<std::uint64_t>(std::floor(static_cast<double>(ranks.lower) * stretch));
        upper_ = static_cast<std::uint64_t>(std::ceil(static_cast<double>(ranks.upper) * stretch));
        lower_ = std::clamp<std::uint64_t>(lower_, n_ - std::min<std::uint64_t>(tail_.size(), n_) + 1, rank_);
        upper_ = std::clamp<std::uint64_t>(upper_, rank_, n_);
    }

    [[nodiscard]] double at(std::uint64_t rank) const { return tail_[static_cast<std::size_t>(n_ - rank)]; }
    [[nodiscard]] double value() const { return at(rank_); }
    [[nodiscard]] Interval interval() const {
        return {bounded_below_ ? at(lower_) : -infinite, bounded_above_ ? at(upper_) : infinite};
    }
    [[nodiscard]] std::span<double const> beyond() const { return tail_.first(static_cast<std::size_t>(n_ - rank_)); }
    [[nodiscard]] double size() const { return static_cast<double>(n_); }
    [[nodiscard]] double independent() const { return static_cast<double>(independent_); }
    [[nodiscard]] double effect() const { return effect_; }
    [[nodiscard]] bool bounded_above() const { return bounded_above_; }

    // 1 / density at the quantile: how fast order statistics grow with the level across the interval (Siddiqui 1960).
    [[nodiscard]] double sparsity() const {
        if (upper_ == lower_) return std::numeric_limits<double>::quiet_NaN();
        return (at(upper_) - at(lower_)) * size() / static_cast<double>(upper_ - lower_);
    }

private:
    std::span<double const> tail_;
    std::uint64_t n_;
    double effect_;
    std::uint64_t rank_ = 0, independent_ = 0, lower_ = 0, upper_ = 0;
    bool bounded_below_ = true;
    bool bounded_above_ = true;
};

std::string warnings_of(Ranks const& ranks, double level) {
    std::string warning;
    // One more level of rounding is allowed for, as in quantile_rank: 0.999 of 1000 is within the sample.
    if (ranks.size() * (1 - level) < 1 - std::ldexp(ranks.size(), -52)) {
        add_warning(warning, fmt::format("level {} lies beyond a sample of {:.0f}: the figure is its largest value",
                                         level, ranks.size()));
    }
    if (ranks.effect() > visible_design_effect) {
        add_warning(warning, fmt::format("years of a trial depend on each other: they count as {:.0f} independent ones",
                                         ranks.independent()));
    }
    return warning;
}

}  // namespace

TailEstimate value_at_risk(SeriesSummary const& series, double level) {
    const Ranks ranks(series, level);
    TailEstimate result;
    result.estimate.value = ranks.value();
    result.estimate.standard_error = std::sqrt(level * (1 - level) / ranks.independent()) * ranks.sparsity();
    result.interval = ranks.interval();
    result.tail_count = ranks.beyond().size();
    result.warning = warnings_of(ranks, level);
    if (!ranks.bounded_above()) {
        add_warning(result.warning, "too few observations beyond the level to bound the figure from above");
    }
    return result;
}

TailEstimate tail_value_at_risk(SeriesSummary const& series, double level) {
    const Ranks ranks(series, level);
    const std::span<double const> beyond = ranks.beyond();
    const double var = ranks.value();
    double excess = 0;
    double excess_square = 0;
    // From the smallest, which rounds least; the tail is sorted, so the order is always the same.
    for (std::size_t i = beyond.size(); i-- > 0;) {
        const double x = beyond[i] - var;
        excess += x;
        excess_square += x * x;
    }
    const double n = ranks.size();
    const double mean_excess = excess / n;
    const double variance = std::max(0.0, excess_square / n - mean_excess * mean_excess);

    TailEstimate result;
    result.estimate.value = var + mean_excess / (1 - level);
    result.estimate.standard_error =
        n > 1 ? std::sqrt(variance / ranks.independent()) / (1 - level) : std::numeric_limits<double>::quiet_NaN();
    result.interval = normal_interval(result.estimate);
    result.tail_count = beyond.size();
    result.warning = warnings_of(ranks, level);
    if (result.tail_count < fewest_for_tvar) {
        add_warning(result.warning,
                    fmt::format("{} observations in the tail: with fewer than {} the interval is too short",
                                result.tail_count, fewest_for_tvar));
    }
    // Below a limit every tail is thin in the end, whatever its index up to there.
    const double index = series.bounded ? infinite : tail_index(series.tail.first(beyond.size() + 1));
    if (index <= 1) {
        add_warning(result.warning,
                    fmt::format("tail index {:.2f}: at 1 or less the mean of the tail is infinite", index));
    } else if (index <= 2) {
        add_warning(result.warning,
                    fmt::format("tail index {:.2f}: at 2 or less the true standard error is infinite", index));
    }
    return result;
}

double tail_index(std::span<double const> descending) {
    if (descending.size() < fewest_for_index) return infinite;
    const double threshold = descending.back();
    if (!(threshold > 0) || descending[0] == descending[1]) return infinite;
    double sum = 0;
    for (std::size_t i = descending.size() - 1; i-- > 0;) sum += math::log(descending[i] / threshold);
    return static_cast<double>(descending.size() - 1) / sum;
}

}  // namespace riskpool
