// Shares by capacity: each risk is filled from the members' lines, each within its cap (methods 1.13, [CO-01]).
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "sim/pool/share_setting.hpp"

namespace riskpool {

/// Which amount of a risk the members' money is measured against.
enum class RiskBasis : std::uint8_t { sum_insured, pml };
template <>
struct Choice<RiskBasis> {
    static constexpr std::array values{std::pair{std::string_view{"sum_insured"}, RiskBasis::sum_insured},
                                       std::pair{std::string_view{"pml"}, RiskBasis::pml}};
};

/// What a declared line means: the most that a member takes, or only its weight in the split.
enum class LineMeaning : std::uint8_t { maximum, weight };
template <>
struct Choice<LineMeaning> {
    static constexpr std::array values{std::pair{std::string_view{"maximum"}, LineMeaning::maximum},
                                       std::pair{std::string_view{"weight"}, LineMeaning::weight}};
};

/// Water filling: amounts a_i = min(cap_i, k w_i) with k such that they add up to min(amount, sum of caps).
/// Ends in at most n rounds. `weights` and `caps` in money, same length; members of weight 0 get nothing.
[[nodiscard]] std::vector<double> fill_by_weight(double amount, std::vector<double> const& weights,
                                                 std::vector<double> const& caps);

/// Each risk unit split in proportion to the members' capacities, each member capped by its line and by a part
/// of its capital plus reserves (Insurance Law art. 103: 10 %).
struct ByCapacity {
    RiskBasis basis = RiskBasis::sum_insured;
    LineMeaning line = LineMeaning::maximum;
    double part_of_capital = 0.1;

    static constexpr std::string_view kind = "by_capacity";
    static constexpr std::string_view about =
        "Each risk unit is split in proportion to the members' capacities, none above its line or its legal cap. "
        "What no member can take stays with the insured.";
    static constexpr auto fields = std::tuple{
        optional("basis", &ByCapacity::basis, "Amount measured against the caps: sum_insured or pml."),
        optional("line", &ByCapacity::line, "What a member's capacity means: its maximum, or only its weight."),
        optional("part_of_capital", &ByCapacity::part_of_capital, positive_or_infinite, Unit::fraction,
                 "Legal cap per risk unit as a part of capital plus reserves; .inf for none."),
    };
    /// The most that a member takes of one risk unit, in money.
    [[nodiscard]] double cap(Member const& member) const;
    [[nodiscard]] ShareMatrix allocate(ShareSetting const& setting) const;
    bool operator==(ByCapacity const&) const = default;
};

}  // namespace riskpool
