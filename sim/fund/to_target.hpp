// Accrual of a reserve fund that is steered towards a target.
#pragma once

#include <algorithm>
#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/fund/fund_year.hpp"

namespace riskpool {

/// A rate of premium that rises as the balance falls below its target and falls as it rises above (methods.md 2.2):
///   rate = clip(base_rate + gain (target - balance) / premium, min_rate, max_rate)
struct ToTarget {
    double target = 0;
    double base_rate = 0;
    double gain = 0;
    double min_rate = 0;
    double max_rate = 1;

    static constexpr std::string_view kind = "to_target";
    static constexpr std::string_view about =
        "Accrual of a part of premium that rises as the fund falls below its target.";
    static constexpr auto fields = field_list(
        required("target", &ToTarget::target, not_negative, Unit::money, "Balance at which the base rate is paid."),
        optional("base_rate", &ToTarget::base_rate, unit_interval, Unit::fraction,
                 "Part of retained premium paid in when the balance is at its target."),
        required("gain", &ToTarget::gain, not_negative, Unit::fraction,
                 "Part of the gap to the target that one year adds to the accrual."),
        optional("min_rate", &ToTarget::min_rate, unit_interval, Unit::fraction, "The least part of premium."),
        optional("max_rate", &ToTarget::max_rate, unit_interval, Unit::fraction, "The greatest part of premium."));
    bool operator==(ToTarget const&) const = default;

    void check(FieldFaults& faults) const {
        if (min_rate > max_rate) faults.add("min_rate", "is above max_rate", "lower it, or raise max_rate");
    }

    /// Premium and balance are known when the year begins.
    static constexpr bool known_at_start = true;

    /// The rate times the premium, without a division: money, 0 or more; nothing in a year without premium.
    [[nodiscard]] double amount(FundYear const& year, FundState const& fund) const noexcept {
        const double premium = std::max(year.premium, 0.0);
        const double wanted = base_rate * premium + gain * (target - fund.balance);
        return std::min(std::max(wanted, min_rate * premium), max_rate * premium);
    }
};

}  // namespace riskpool
