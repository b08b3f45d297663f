// Accrual of the equalisation reserve of European credit insurance, method no 1.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/fund/fund_year.hpp"

namespace riskpool {

/// Directive 73/239/EEC, Annex D, method no 1 (P, legislation.gov.uk; worked in HMRC's GIM7120): 75 % of the year's
/// technical surplus, at most 12 % of net premium, until the reserve is 150 % of the highest annual net premium of five
/// years. A technical deficit is charged in full: that is the fund's trigger at a combined ratio of 100 %, which
/// ReserveFund::check asks for. Nothing is released when the maximum falls.
struct EuMethod1 {
    double share_of_surplus = 0.75;
    double most_of_premium = 0.12;
    double maximum_of_premium = 1.5;
    std::uint32_t premium_years = 5;

    static constexpr std::string_view kind = "eu_method_1";
    static constexpr std::string_view about =
        "Equalisation reserve of Directive 73/239/EEC, Annex D, method 1: a part of technical surplus up to a part of "
        "premium, until the reserve is a multiple of the highest premium of some years.";
    static constexpr auto fields =
        field_list(optional("share_of_surplus", &EuMethod1::share_of_surplus, unit_interval, Unit::fraction,
                            "Part of the technical surplus: retained premium less expenses and net losses."),
                   optional("most_of_premium", &EuMethod1::most_of_premium, unit_interval, Unit::fraction,
                            "The most that a year pays in, as a part of retained premium."),
                   optional("maximum_of_premium", &EuMethod1::maximum_of_premium, not_negative, Unit::none,
                            "Balance at which it pauses, as a multiple of the highest retained premium."),
                   optional("premium_years", &EuMethod1::premium_years, Bound{1, 10, false, false, "between 1 and 10"},
                            Unit::years, "The highest premium is that of so many years, which end with this one."));
    bool operator==(EuMethod1 const&) const = default;

    /// Surplus is known when the year is over.
    static constexpr bool known_at_start = false;

    [[nodiscard]] double maximum(FundYear const& year, FundState const& fund) const noexcept {
        return maximum_of_premium * fund.highest_premium(premium_years, std::max(year.premium, 0.0));
    }

    /// Money, 0 or more.
    [[nodiscard]] double amount(FundYear const& year, FundState const& fund) const noexcept {
        const double surplus = std::max(year.premium - year.expenses - year.net_loss, 0.0);
        const double room = std::max(maximum(year, fund) - fund.balance, 0.0);
        return std::min({share_of_surplus * surplus, most_of_premium * std::max(year.premium, 0.0), room});
    }
};

}  // namespace riskpool
