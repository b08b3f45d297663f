// How many units each insured has: vehicles, aircraft, sets, robots, persons exposed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"

namespace riskpool {

/// The units of one insured, or of each insured that a filter selects.
struct UnitCount {
    std::string insured;
    std::optional<Filter> covers;
    std::uint32_t count = 1;

    static constexpr std::string_view kind = "unit_count";
    static constexpr std::string_view about = "How many units an insured has, or each insured that a filter selects.";
    static constexpr auto fields =
        field_list(optional("insured", &UnitCount::insured, "Name of the insured; give this or `covers`."),
                   optional("covers", &UnitCount::covers, "Which insureds have that many each."),
                   required("count", &UnitCount::count, Bound{1, 1e9, false, false, "from 1 to 1 billion"}, Unit::count,
                            "Units of each: vehicles, aircraft, sets, robots, persons exposed."));
    void check(FieldFaults& faults) const;
    bool operator==(UnitCount const&) const = default;
};

/// The number of units of each insured of the scenario, 0 where none is given.
[[nodiscard]] std::vector<std::uint32_t> units_by_insured(std::vector<UnitCount> const& units,
                                                          Insureds const& insureds);

/// Reports, at `field`, names that no insured has, filters that match nobody and insureds counted twice. True if there
/// is nothing to report.
bool check_units(std::string const& field, std::vector<UnitCount> const& units, Insureds const& insureds,
                 FieldFaults& faults);

}  // namespace riskpool
