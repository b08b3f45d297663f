// Shares by capacity: each risk is filled from the members' lines, each within its cap (methods 1.13, [CO-01]).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "sim/pool/capped_split.hpp"
#include "sim/pool/share_setting.hpp"

namespace riskpool {

/// What a declared line means: the most that a member takes, or only its weight in the split.
enum class LineMeaning : std::uint8_t { maximum, weight };
template <>
struct Choice<LineMeaning> {
    static constexpr std::array values{std::pair{std::string_view{"maximum"}, LineMeaning::maximum},
                                       std::pair{std::string_view{"weight"}, LineMeaning::weight}};
};

/// Which of a member's two declared lines counts: that for own business or that for inward business (the Chinese
/// nuclear pool states a capacity for each; S).
enum class Business : std::uint8_t { own, inward };
template <>
struct Choice<Business> {
    static constexpr std::array values{std::pair{std::string_view{"own"}, Business::own},
                                       std::pair{std::string_view{"inward"}, Business::inward}};
};

/// Each risk unit split in proportion to the members' capacities, each member capped by its line and by a part
/// of its capital plus reserves (Insurance Law art. 103: 10 %; S).
struct ByCapacity {
    RiskBasis basis = RiskBasis::sum_insured;
    LineMeaning line = LineMeaning::maximum;
    double part_of_capital = 0.1;
    std::string excess_to;
    Business business = Business::own;

    static constexpr std::string_view kind = "by_capacity";
    static constexpr std::string_view about =
        "Each risk unit is split in proportion to the members' capacities, none above its line or its legal cap. "
        "What no member can take stays with the insured, or goes to the member excess_to.";
    static constexpr auto fields = field_list(
        optional("basis", &ByCapacity::basis, "Amount measured against the caps: sum_insured or pml."),
        optional("line", &ByCapacity::line, "What a member's capacity means: its maximum, or only its weight."),
        optional("part_of_capital", &ByCapacity::part_of_capital, positive_or_infinite, Unit::fraction,
                 "Legal cap per risk unit as a part of capital plus reserves; .inf for none."),
        optional("excess_to", &ByCapacity::excess_to,
                 "Name of the member that takes what nobody else can, beyond its own cap; left out: it stays with the "
                 "insured."),
        optional("business", &ByCapacity::business,
                 "Which line of the members counts: own reads `capacity`, inward reads `inward_capacity`."));
    /// The line that the member declares for this business, in money.
    [[nodiscard]] double declared(Member const& member) const {
        return business == Business::own ? member.capacity : member.inward_capacity;
    }
    /// The most that a member takes of one risk unit, in money.
    [[nodiscard]] double cap(Member const& member) const;
    [[nodiscard]] ShareMatrix allocate(ShareSetting const& setting) const;
    void check_setting(ShareSetting const& setting, FieldFaults& faults) const;
    bool operator==(ByCapacity const&) const = default;
};

}  // namespace riskpool
