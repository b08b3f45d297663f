// Swiss Solvency Test: one-year expected shortfall where the change of capital is lognormal or normal. An approximation
// for comparing designs: the test proper takes the whole balance sheet and a model that the supervisor approves.
// Source: Insurance Supervision Ordinance (AVO) art. 41 and 42 (P: droit-bilingue.ch/fr-de/9/96/961.011-41-42.html).
#pragma once

namespace riskpool {

/// A loss of a year: mean > 0 and coefficient of variation > 0.
struct LognormalLoss {
    double mean = 0;
    double cv = 0;

    /// VaR_p = mean exp(z_p s - s^2 / 2), s^2 = ln(1 + cv^2).
    [[nodiscard]] double value_at_risk(double level) const;
    /// ES_p = mean P(Z > z_p - s) / (1 - p): the mean of the worst 1 - p of years.
    [[nodiscard]] double expected_shortfall(double level) const;
};

/// A loss of a year: mean and standard deviation.
struct NormalLoss {
    double mean = 0;
    double sd = 0;

    [[nodiscard]] double value_at_risk(double level) const;
    /// ES_p = mean + sd density(z_p) / (1 - p).
    [[nodiscard]] double expected_shortfall(double level) const;
};

/// The level of the Swiss test: the mean of the worst year in a hundred (P).
inline constexpr double sst_level = 0.99;

/// Target capital, money: the one-year expected shortfall above the mean, and the minimum amount (the capital cost of
/// running the book off).
[[nodiscard]] double sst_target_capital(LognormalLoss const& loss, double minimum_amount);
[[nodiscard]] double sst_target_capital(NormalLoss const& loss, double minimum_amount);

}  // namespace riskpool
