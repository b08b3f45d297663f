// Shares by capital: each member takes part in proportion to its capital plus reserves.
#pragma once

#include <string>

#include "sim/pool/capped_split.hpp"
#include "sim/pool/share_setting.hpp"

namespace riskpool {

/// w_i = (capital_i + reserves_i) / sum; with part_of_capital p, at most p (capital_i + reserves_i) of one risk unit.
/// All caps bind at once, so the pool takes min(1, p * sum / amount) of a risk and the keys do not change.
struct ByCapital {
    double part_of_capital = infinity;
    RiskBasis basis = RiskBasis::sum_insured;
    std::string excess_to;

    static constexpr std::string_view kind = "by_capital";
    static constexpr std::string_view about =
        "Each risk is split in proportion to the members' capital plus reserves, within a cap per risk unit where one "
        "is given. What no member can take stays with the insured, or goes to the member excess_to.";
    static constexpr auto fields = field_list(
        optional("part_of_capital", &ByCapital::part_of_capital, positive_or_infinite, Unit::fraction,
                 "Cap per risk unit as a part of capital plus reserves; .inf for none."),
        optional("basis", &ByCapital::basis, "Amount measured against the caps: sum_insured or pml."),
        optional("excess_to", &ByCapital::excess_to,
                 "Name of the member that takes what nobody else can, beyond its own cap; left out: it stays with the "
                 "insured."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] ShareMatrix allocate(ShareSetting const& setting) const;
    void check_setting(ShareSetting const& setting, FieldFaults& faults) const;
    bool operator==(ByCapital const&) const = default;
};

}  // namespace riskpool
