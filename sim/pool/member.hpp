// Who co-insures: a member of pools, and who reinsures them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

/// A co-insurer.
struct Member {
    std::string name;
    double capital = 0;   // money: paid-in capital
    double reserves = 0;  // money: reserves (公积金) that count with capital in the law's limits
    std::string rating;
    double capacity = 0;                        // money: the line it declares for one risk unit
    double inward_capacity = 0;                 // money: the same for inward business
    double solvency_ratio = 0;                  // latest; 0 where none is stated
    std::vector<double> solvency_history;       // of the years before the latest, latest first
    std::string domicile;                       // as of reinsurers: onshore or offshore
    double cash = 0;                            // money at hand
    std::optional<double> default_probability;  // within a year; by rating or solvency ratio where none is stated
    std::optional<double> recovery_rate;        // in default; that of the model of default where none is stated
    std::uint32_t from_year = 1;                // first underwriting year
    std::optional<std::uint32_t> to_year;       // last underwriting year; none: it stays

    static constexpr std::string_view kind = "member";
    static constexpr std::string_view about = "A co-insurer that belongs to one pool or several.";
    static constexpr auto fields = field_list(
        required("name", &Member::name, "Name, unique among members and reinsurers."),
        optional("capital", &Member::capital, not_negative, Unit::money, "Paid-in capital."),
        optional("reserves", &Member::reserves, not_negative, Unit::money,
                 "Reserves that count with capital in the limits of the law."),
        optional("rating", &Member::rating, "Rating as published; shown in the result."),
        optional("capacity", &Member::capacity, not_negative, Unit::money, "The line it declares for one risk unit."),
        optional("inward_capacity", &Member::inward_capacity, not_negative, Unit::money,
                 "The line it declares for one risk unit of inward business; by_capacity reads it where `business` is "
                 "inward."),
        optional("solvency_ratio", &Member::solvency_ratio, not_negative, Unit::fraction,
                 "Latest solvency ratio: actual over required capital; admission reads it."),
        optional("solvency_history", &Member::solvency_history, not_negative, Unit::fraction,
                 "Solvency ratios of the years before the latest, latest first."),
        optional("domicile", &Member::domicile, "onshore or offshore; admission reads it."),
        optional("cash", &Member::cash, not_negative, Unit::money, "Money at hand, which it can pay at once."),
        optional("default_probability", &Member::default_probability, unit_interval, Unit::fraction,
                 "Probability that it fails within a year; that of its rating or solvency ratio when left out."),
        optional("recovery_rate", &Member::recovery_rate, unit_interval, Unit::fraction,
                 "Part of what it owes that it pays in default; that of the model of default when left out."),
        optional("from_year", &Member::from_year, at_least_one, Unit::count,
                 "First underwriting year of which it takes a share."),
        optional("to_year", &Member::to_year, at_least_one, Unit::count,
                 "Last underwriting year of which it takes a share; left out: it stays."));
    void check(FieldFaults& faults) const {
        if (to_year && *to_year < from_year) {
            faults.add("to_year", "is before from_year, so the member is never in the pool",
                       "count both from 1, the first year of a trial");
        }
    }
    /// Whether it takes a share of the underwriting year, counted from 1.
    [[nodiscard]] bool takes_part(std::uint32_t year) const {
        return year >= from_year && (!to_year || year <= *to_year);
    }
    /// Capital plus reserves, which the law's limits are parts of (Insurance Law art. 102 and 103; S).
    [[nodiscard]] double capital_and_reserves() const { return capital + reserves; }
    bool operator==(Member const&) const = default;
};

/// A reinsurer whose lines the treaties name.
struct Reinsurer {
    std::string name;
    std::string rating;
    std::string domicile;
    double solvency_ratio = 0;                  // latest; 0 where none is stated
    std::optional<double> default_probability;  // within a year; by rating or solvency ratio where none is stated
    std::optional<double> recovery_rate;        // in default; that of the model of default where none is stated

    static constexpr std::string_view kind = "reinsurer";
    static constexpr std::string_view about = "A reinsurer whose lines the treaties name.";
    static constexpr auto fields = field_list(
        required("name", &Reinsurer::name, "Name, unique among members and reinsurers."),
        optional("rating", &Reinsurer::rating, "Rating as published; shown in the result."),
        optional("domicile", &Reinsurer::domicile, "onshore or offshore; shown in the result."),
        optional("solvency_ratio", &Reinsurer::solvency_ratio, not_negative, Unit::fraction,
                 "Latest solvency ratio: where it has no rating, its probability of default follows from it."),
        optional("default_probability", &Reinsurer::default_probability, unit_interval, Unit::fraction,
                 "Probability that it fails within a year; that of its rating or solvency ratio when left out."),
        optional("recovery_rate", &Reinsurer::recovery_rate, unit_interval, Unit::fraction,
                 "Part of what it owes that it pays in default, beyond collateral; that of the model of default when "
                 "left out."));
    bool operator==(Reinsurer const&) const = default;
};

}  // namespace riskpool
