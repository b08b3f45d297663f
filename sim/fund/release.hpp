// How much of its balance a reserve fund may give in one year.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "sim/base/describe.hpp"

namespace riskpool {

/// The limits of a year's release; the least of them holds.
struct FundRelease {
    double share_of_balance = 1;
    double amount = infinity;
    double minimum_balance = 0;
    std::uint32_t waiting_years = 0;
    double proportional_benefit = 0;
    double haircut = 0;
    double liquid_part = 0;

    static constexpr std::string_view kind = "release";
    static constexpr std::string_view about = "The most that the fund gives in one year: the least of its limits.";
    static constexpr auto fields = field_list(
        optional("share_of_balance", &FundRelease::share_of_balance, unit_interval, Unit::fraction,
                 "Part of the balance that one year may use."),
        optional("amount", &FundRelease::amount, not_negative_or_infinite, Unit::money,
                 "The most that one year may use."),
        optional("minimum_balance", &FundRelease::minimum_balance, not_negative, Unit::money,
                 "Balance that a release must leave in the fund."),
        optional("waiting_years", &FundRelease::waiting_years, not_negative, Unit::years,
                 "The first years, in which the fund gives nothing."),
        optional("proportional_benefit", &FundRelease::proportional_benefit, not_negative, Unit::money,
                 "All needs expected, this year's and later ones: the fund pays of a need the part that its balance "
                 "is of them; 0: it pays in full while it can."),
        optional("haircut", &FundRelease::haircut, Bound{0, 1, false, true, "0 or more and below 1 (100%)"},
                 Unit::fraction,
                 "What a forced sale of assets loses of their value: to pay 1 the fund sells assets of 1 / (1 - "
                 "haircut)."),
        optional("liquid_part", &FundRelease::liquid_part, unit_interval, Unit::fraction,
                 "Part of the balance that is cash, which is used first and loses nothing."));
    void check(FieldFaults& faults) const {
        if (liquid_part > 0 && !(haircut > 0)) {
            faults.add("liquid_part", "spares no loss: the haircut is 0", "give a haircut, or leave it out");
        }
    }
    bool operator==(FundRelease const&) const = default;

    /// Money between 0 and the lesser of need and balance; never falls as either of them grows. `years` have been
    /// settled before this one.
    [[nodiscard]] double of(double balance, double need, std::uint32_t years = 0) const noexcept {
        if (years < waiting_years) return 0;
        const double free = std::max(balance - minimum_balance, 0.0);
        // N F / M, methods.md 2.3; a balance above M pays the whole need.
        const double benefit = balance < proportional_benefit ? need * (balance / proportional_benefit) : need;
        const double release = std::min(std::min(benefit, share_of_balance * balance), std::min(amount, free));
        if (!(haircut > 0)) return release;
        // Of what may leave the fund, cash goes in full and the rest less the haircut.
        const double leaves = std::min(share_of_balance * balance, free);
        const double cash = std::min(liquid_part * balance, leaves);
        return std::min(release, cash + (1 - haircut) * (leaves - cash));
    }
    /// What selling assets for a release costs the fund on top of it.
    [[nodiscard]] double sale_loss(double balance, double release) const noexcept {
        if (!(haircut > 0)) return 0;
        const double sold = std::max(release - liquid_part * balance, 0.0);
        return sold * (haircut / (1 - haircut));
    }
};

}  // namespace riskpool
