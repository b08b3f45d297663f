// A factor that changes from year to year: a trend, a growth path, a learning curve.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

/// Failures of units that get better as more of them are flown, built or run. The expected number of failures of the
/// first n units is in proportion to n^(1 - slope): the power law of Duane (1964) and Crow (1974, AMSAA; MIL-HDBK-189),
/// with the mean failures between two counts of units as the factor of a year.
struct ReliabilityGrowth {
    double before = 0;
    double per_year = 1;
    double slope = 0;

    /// Expected failures of the units of `year` (from 1) over those of year 1, with as many units in each year.
    [[nodiscard]] double factor(std::uint32_t year) const;

    static constexpr std::string_view kind = "reliability_growth";
    static constexpr std::string_view about =
        "Fewer failures as units are flown or built: a power law of their number (Duane, Crow).";
    static constexpr auto fields = field_list(
        required("before", &ReliabilityGrowth::before, not_negative, Unit::count,
                 "Units flown or built before the first year."),
        required("per_year", &ReliabilityGrowth::per_year, positive, Unit::count, "Units in each year."),
        required("slope", &ReliabilityGrowth::slope, Bound{0, 1, false, true, "0 or more and below 1"}, Unit::none,
                 "Slope of growth: ten times as many units make the failure rate 10^-slope of what it was."));
    bool operator==(ReliabilityGrowth const&) const = default;
};

/// One factor for each year: given year by year, or start x (1 + growth)^(year - base_year), or
/// start x exp(log_rate x (year - base_year)), each times the learning curve if there is one.
struct YearPath {
    double start = 1;
    std::optional<double> growth;
    std::optional<double> log_rate;
    double base_year = 1;
    std::optional<ReliabilityGrowth> learning;
    std::vector<double> by_year;

    /// The factor of `year`, from 1.
    [[nodiscard]] double factor(std::uint32_t year) const;
    void add_to(Hash64& hash) const;

    static constexpr std::string_view kind = "year_path";
    static constexpr std::string_view about =
        "A factor for each year: constant, growing by a rate, on a learning curve, or given year by year.";
    static constexpr auto fields = field_list(
        optional("start", &YearPath::start, not_negative, Unit::fraction, "The factor in the base year."),
        optional("growth", &YearPath::growth, Bound{-1, infinity, true, true, "above -1 (-100%)"}, Unit::fraction,
                 "By which part it grows from each year to the next: (1 + growth)^(year - base_year)."),
        optional("log_rate", &YearPath::log_rate, any_finite, Unit::per_year,
                 "The same as a rate at every moment: exp(log_rate x (year - base_year))."),
        optional(
            "base_year", &YearPath::base_year, Bound{-1000, 4095, false, false, "between -1000 and 4095"}, Unit::years,
            "Year in which the factor is `start`, from 1; numbers of data two years older than the first year have "
            "-1."),
        optional("learning", &YearPath::learning, "A learning curve, 1 in the first year, by which all is multiplied."),
        optional("by_year", &YearPath::by_year, not_negative, Unit::fraction,
                 "In place of all that, the factor of each year from the first; the last one holds on."));
    void check(FieldFaults& faults) const;
    bool operator==(YearPath const&) const = default;
};

/// Reports a list by year with more values than years.
void check_years_of(YearPath const& path, std::uint32_t years, FieldFaults& faults);

}  // namespace riskpool
