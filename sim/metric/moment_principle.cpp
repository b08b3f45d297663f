// The principles that need moments of a series, and no more of its tail than a capital measure reads.
#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/metric/premium_principle.hpp"
#include "sim/metric/tail_estimate.hpp"

namespace riskpool {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// The standard error of a figure whose influence function is slope x + square (x - mean)^2, by trials: with T the
/// total and Q the sum of squares of a trial's years, that is of the mean of slope T + square (Q - 2 mean T).
double error_by_trials(SeriesSums const& sums, PriceInfluence const& influence) {
    if (sums.trials() < 2) return not_a_number;
    const auto trials = static_cast<double>(sums.trials());
    const double t = sums.total() / trials;
    const double q = sums.square() / trials;
    const double of_t = influence.slope - 2 * influence.centre * influence.square;
    const double of_q = influence.square;
    const double variance = of_t * of_t * (sums.total_square() / trials - t * t) +
                            2 * of_t * of_q * (sums.total_times_square() / trials - t * q) +
                            of_q * of_q * (sums.square_square() / trials - q * q);
    return std::sqrt(std::max(0.0, variance) / trials) / sums.years();
}

}  // namespace

SeriesPrice ExpectedValuePrinciple::price(SeriesSummary const& series) const {
    const Estimate average = mean(series.sums);
    const double factor = 1 + loading;
    return {{factor * average.value, factor * average.standard_error, false}, {.slope = factor}};
}

SeriesPrice StandardDeviationPrinciple::price(SeriesSummary const& series) const {
    const double average = mean(series.sums).value;
    const double sd = standard_deviation(series.sums).value;
    // sd' = (Var)' / (2 sd); a loss without spread has a price without error
    const PriceInfluence influence{
        .slope = 1 + mean_loading, .square = sd > 0 ? loading / (2 * sd) : 0, .centre = average};
    const double error = sd == 0 ? 0 : error_by_trials(series.sums, influence);
    return {{(1 + mean_loading) * average + loading * sd, error, false}, influence};
}

SeriesPrice VariancePrinciple::price(SeriesSummary const& series) const {
    const double average = mean(series.sums).value;
    const double sd = standard_deviation(series.sums).value;
    const PriceInfluence influence{.square = loading, .centre = average};
    const double error = sd == 0 ? 0 : error_by_trials(series.sums, influence);
    return {{average + loading * sd * sd, error, false}, influence};
}

SeriesPrice CostOfCapital::price(SeriesSummary const& series) const {
    const bool tail = measure == CapitalMeasure::tvar;
    const TailEstimate var = value_at_risk(series, level);
    const TailEstimate capital = tail ? tail_value_at_risk(series, level) : var;
    const auto n = static_cast<double>(series.observations());
    const double independent = n / design_effect(series.sums);
    // The influence function of TVaR is (x - VaR)+ / (1 - p), that of VaR 1{x > VaR} / f(VaR), both but for a constant.
    PriceInfluence influence{.slope = 1 / (1 + rate), .level = var.estimate.value};
    if (tail) {
        influence.excess = rate / (1 + rate) / (1 - level);
    } else {
        const double sparsity = var.estimate.standard_error / std::sqrt(level * (1 - level) / independent);
        influence.jump = rate / (1 + rate) * sparsity;
    }
    // Moments of x and of what lies above the level, y: the rest of the sample has y = 0.
    double y = 0, yy = 0, xy = 0;
    const auto beyond = series.tail.first(static_cast<std::size_t>(capital.tail_count));
    for (std::size_t i = beyond.size(); i-- > 0;) {
        const double part = influence.excess * (beyond[i] - influence.level) + influence.jump;
        y += part;
        yy += part * part;
        xy += part * beyond[i];
    }
    const double x = series.sums.total() / n;
    const double variance = influence.slope * influence.slope * (series.sums.square() / n - x * x) +
                            2 * influence.slope * (xy / n - x * (y / n)) + (yy / n - y / n * (y / n));
    const double error = series.trials() > 1 ? std::sqrt(std::max(0.0, variance) / independent) : not_a_number;
    return {{premium(mean(series.sums).value, capital.estimate.value), error, false}, influence};
}

}  // namespace riskpool
