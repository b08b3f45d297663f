// One defect in many units of a type: fleets, first sets of equipment, stations that are all shut after one fails.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "models/severity/severity.hpp"
#include "models/sources/effect.hpp"
#include "models/sources/unit_counts.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// What makes units like one another.
enum class LikeUnits : std::uint8_t { type, cluster, sector, all };
template <>
struct Choice<LikeUnits> {
    static constexpr std::array<std::pair<std::string_view, LikeUnits>, 4> values{{
        {"type", LikeUnits::type},
        {"cluster", LikeUnits::cluster},
        {"sector", LikeUnits::sector},
        {"all", LikeUnits::all},
    }};
};

/// The insureds that have units, in groups of like units, in the order of their first insured.
[[nodiscard]] std::vector<std::vector<InsuredId>> group_like_units(LikeUnits like, std::vector<UnitCount> const& units,
                                                                   Insureds const& insureds);

/// In each group of like units defects come to light as a Poisson process. A defect is in a part Q of all such units;
/// of the n units of an insured a binomial number with probability Q has it, and each of those costs what one costs to
/// mend. It may come to light by the failure of one unit, chosen among all, which does what `first` says. With
/// p_shutdown all units of the group stop for the same days, whether they have the defect or not, as the maker shut all
/// stations of its type after the explosion at Kjorbo in 2019. The whole is one event.
struct SerialDefect {
    std::vector<UnitCount> units;
    LikeUnits like = LikeUnits::type;
    double rate = 0;
    Severity affected;
    std::optional<Severity> cost_per_unit;
    std::optional<Severity> part_per_unit;
    std::optional<Effect> first;
    double p_shutdown = 1;
    std::optional<Severity> shutdown_days;

    static constexpr std::string_view kind = "serial_defect";
    static constexpr Drivable drivable{.counts = true, .losses = true, .years = true};
    static constexpr std::string_view about =
        "One defect in many units of a type: each affected unit costs money, and all like units may be shut.";
    static constexpr auto fields = field_list(
        required("units", &SerialDefect::units, "Who has how many units that may have the defect."),
        optional("like", &SerialDefect::like,
                 "Which units are like one another: those of one type, cluster, sector, or all."),
        required("rate", &SerialDefect::rate, Bound{0, 1000, true, false, "above 0 and at most 1000"}, Unit::per_year,
                 "Expected defects that come to light in a year in each group of like units."),
        required(
            "affected", &SerialDefect::affected,
            "Part of all like units that have the defect, drawn once for each defect; what exceeds 1 counts as 1."),
        optional("cost_per_unit", &SerialDefect::cost_per_unit,
                 "Cost of one affected unit, drawn once for each defect; this or part_per_unit."),
        optional("part_per_unit", &SerialDefect::part_per_unit,
                 "The same as a part of a unit's value, which is the insured's property over its units."),
        optional("first", &SerialDefect::first,
                 "What the failure does to the insured by which the defect comes to light."),
        optional("p_shutdown", &SerialDefect::p_shutdown, unit_interval, Unit::fraction,
                 "Probability that all like units are shut."),
        optional("shutdown_days", &SerialDefect::shutdown_days, "Days for which they are shut, the same for all."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(SerialDefect const&) const = default;
};

}  // namespace riskpool
