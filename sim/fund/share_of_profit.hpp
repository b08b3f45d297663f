// Accrual of a reserve fund in proportion to underwriting profit.
#pragma once

#include <algorithm>
#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/fund/fund_year.hpp"

namespace riskpool {

/// A part of the year's underwriting profit, premium - expenses - net loss, where there is one (the Chinese nuclear
/// catastrophe reserve takes 75 %).
struct ShareOfProfit {
    double rate = 0;

    static constexpr std::string_view kind = "share_of_underwriting_profit";
    static constexpr std::string_view about =
        "Accrual of a part of the year's underwriting profit: retained premium less expenses and net losses.";
    static constexpr auto fields = field_list(
        required("rate", &ShareOfProfit::rate, unit_interval, Unit::fraction, "Part of the underwriting profit."));
    bool operator==(ShareOfProfit const&) const = default;

    /// Profit is known when the year is over.
    static constexpr bool known_at_start = false;

    /// Money, 0 or more.
    [[nodiscard]] double amount(FundYear const& year, FundState const&) const noexcept {
        return rate * std::max(year.premium - year.expenses - year.net_loss, 0.0);
    }
};

}  // namespace riskpool
