// Estimates from a simulated series, each with its standard error.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/metric/leaf.hpp"

namespace riskpool {

struct PricedLayer;

/// What one value of a series stands for.
enum class Basis : std::uint8_t {
    annual,      // the total of a year
    occurrence,  // the largest event of a year
    path,        // one value for all years of a trial
};

[[nodiscard]] std::string_view basis_name(Basis basis);

/// Half the width of a 95% interval in standard errors: the normal quantile of 97.5%.
inline constexpr double normal_quantile_975 = 1.959963984540054;

/// A figure and the standard deviation of its sampling error (0 if exact; NaN if one trial cannot tell).
struct Estimate {
    double value = 0;
    double standard_error = 0;
    bool exact = false;
};

/// A 95% confidence interval. Its ends may be infinite: then the sample bounds the figure on one side only.
struct Interval {
    double low = 0;
    double high = 0;
};

/// A simulated series as metrics see it. Annual and occurrence series have one value per (trial, year), pooled to
/// trials * years observations; a path series has years = 1. `tail` holds the largest observations in descending order,
/// as many as `tail_size` asks for at the lowest level wanted.
struct SeriesSummary {
    std::string party;
    std::string quantity;
    Unit unit = Unit::money;
    Basis basis = Basis::annual;
    bool indicator = false;  // values are 0 or 1
    SeriesSums sums;
    std::span<double const> tail;
    PricedLayer const* layer = nullptr;  // of the recoveries of a treaty that is not proportional: its terms
    bool bounded = false;                // no event adds more than a known amount, so that mean and variance exist

    [[nodiscard]] std::uint64_t trials() const { return sums.trials(); }
    [[nodiscard]] std::uint32_t years() const { return sums.years(); }
    [[nodiscard]] std::uint64_t observations() const { return trials() * years(); }
};

/// The mean of an observation. Its error is that of the mean of independent trials, whatever binds the years of one.
[[nodiscard]] Estimate mean(SeriesSums const& sums);

/// The standard deviation of an observation, with divisor n - 1. Its error is that of the delta method on the fourth
/// moment, by trials: SE = sqrt(Var(sum over a trial's years of (x - mean)^2) / trials) / (2 sd years).
[[nodiscard]] Estimate standard_deviation(SeriesSums const& sums);

/// P(observation > 0), with the binomial error (by trials: years of one may depend on each other).
[[nodiscard]] Estimate probability(SeriesSums const& sums);
/// Wilson's score interval of that probability; it keeps a width when nothing or everything was positive.
[[nodiscard]] Interval probability_interval(SeriesSums const& sums);

/// By how much the years of a trial depend on each other: the variance of a trial's total over that of as many
/// independent observations; at least 1 and at most `years`. Observations divided by it count as independent.
[[nodiscard]] double design_effect(SeriesSums const& sums);

/// The normal interval, value -+ 1.96 standard errors.
[[nodiscard]] Interval normal_interval(Estimate const& estimate);

}  // namespace riskpool
