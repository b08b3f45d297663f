// Accrual of a reserve fund in proportion to premium.
#pragma once

#include <algorithm>
#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/fund/fund_year.hpp"

namespace riskpool {

/// A part of the year's retained premium, whatever the year's losses (the premium pot of the Chinese
/// agricultural catastrophe reserve, 财金[2013]129号).
struct ShareOfPremium {
    double rate = 0;

    static constexpr std::string_view kind = "share_of_premium";
    static constexpr std::string_view about = "Accrual of a part of the year's retained premium.";
    static constexpr auto fields = field_list(
        required("rate", &ShareOfPremium::rate, unit_interval, Unit::fraction, "Part of the retained premium."));
    bool operator==(ShareOfPremium const&) const = default;

    /// Premium is known when the year begins.
    static constexpr bool known_at_start = true;

    /// Money, 0 or more.
    [[nodiscard]] double amount(FundYear const& year, FundState const&) const noexcept {
        return rate * std::max(year.premium, 0.0);
    }
};

}  // namespace riskpool
