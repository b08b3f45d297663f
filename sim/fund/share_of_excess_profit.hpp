// Accrual of a reserve fund in proportion to the profit above a benchmark.
#pragma once

#include <algorithm>
#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/fund/fund_year.hpp"

namespace riskpool {

/// A part of the year's underwriting profit above a benchmark, which is a part of the premium (the profit pot of the
/// Chinese agricultural catastrophe reserve, 财金[2013]129号, takes 75 % of excess profit; the 75 % are recollection,
/// R).
struct ShareOfExcessProfit {
    double rate = 0;
    double benchmark = 0;

    static constexpr std::string_view kind = "share_of_excess_profit";
    static constexpr std::string_view about =
        "Accrual of a part of the year's underwriting profit above a benchmark in terms of premium.";
    static constexpr auto fields = field_list(
        required("rate", &ShareOfExcessProfit::rate, unit_interval, Unit::fraction, "Part of the profit above it."),
        required("benchmark", &ShareOfExcessProfit::benchmark, not_negative, Unit::fraction,
                 "Underwriting profit, as a part of retained premium, above which profit is excess."));
    bool operator==(ShareOfExcessProfit const&) const = default;

    /// Profit is known when the year is over.
    static constexpr bool known_at_start = false;

    /// rate (P - E - L - benchmark P)+: money, 0 or more.
    [[nodiscard]] double amount(FundYear const& year, FundState const&) const noexcept {
        const double profit = year.premium - year.expenses - year.net_loss;
        return rate * std::max(profit - benchmark * std::max(year.premium, 0.0), 0.0);
    }
};

}  // namespace riskpool
