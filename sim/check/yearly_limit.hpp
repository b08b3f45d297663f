// A limit in terms of capital, year by year of a trial: who breaches it when, and how much of it is used.
#pragma once

#include <cstdint>
#include <span>

namespace riskpool {

/// Use of a limit where no capital is left to allow anything: ratios of a trial never exceed it, so that they have a
/// mean.
inline constexpr double most_use = 1000;

/// True if `measured` is above `limit` by more than rounding (1e-9 of the limit): a share cut down to the limit does
/// not breach it.
[[nodiscard]] bool exceeds(double measured, double limit) noexcept;

/// measured / limit, 1 being the whole limit; at most most_use. Where the limit is 0 or below there is no ratio: what
/// breaches it uses most_use, and what does not uses 0.
[[nodiscard]] double use_of_limit(double measured, double limit) noexcept;

/// charged x measured may be at most allowed x (capital + reserves).
struct YearlyLimit {
    double charged = 1;
    double allowed = 1;
    bool operator==(YearlyLimit const&) const = default;
};

/// Turns the results of years, in place, into the capital at the start of each: `start` plus the results of the years
/// before in the trial. `cells` holds whole trials, year after year.
void open_capital(double start, std::uint32_t years, std::span<double> cells) noexcept;

/// What is found of one member: 1 or 0 per year, and per trial 1 if any year breaches, and the greatest use of the
/// limit in any year.
struct BreachSeries {
    std::span<double> in_year;
    std::span<double> on_path;
    std::span<double> use;
};

/// Compares what is measured with the capital at the start of each year. `measured` has one value per cell, or one per
/// year that holds for all trials.
void mark_breaches(YearlyLimit const& limit, std::uint32_t years, std::span<double const> measured,
                   std::span<double const> capital, BreachSeries const& found) noexcept;

}  // namespace riskpool
