// How much of its balance a reserve fund may give in one year.
#pragma once

#include <algorithm>
#include <string_view>
#include <tuple>

#include "sim/base/describe.hpp"

namespace riskpool {

/// The limits of a year's release; the least of them holds.
struct FundRelease {
    double share_of_balance = 1;
    double amount = infinity;
    double minimum_balance = 0;

    static constexpr std::string_view kind = "release";
    static constexpr std::string_view about = "The most that the fund gives in one year: the least of its limits.";
    static constexpr auto fields = std::tuple{
        optional("share_of_balance", &FundRelease::share_of_balance, unit_interval, Unit::fraction,
                 "Part of the balance that one year may use."),
        optional("amount", &FundRelease::amount, not_negative_or_infinite, Unit::money,
                 "The most that one year may use."),
        optional("minimum_balance", &FundRelease::minimum_balance, not_negative, Unit::money,
                 "Balance that a release must leave in the fund."),
    };
    bool operator==(FundRelease const&) const = default;

    /// Money between 0 and the lesser of need and balance; never falls as either of them grows.
    [[nodiscard]] double of(double balance, double need) const noexcept {
        const double free = std::max(balance - minimum_balance, 0.0);
        return std::min(std::min(need, share_of_balance * balance), std::min(amount, free));
    }
};

}  // namespace riskpool
