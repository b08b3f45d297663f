// A levy into a reserve fund: every year, while it is low, or for some years after it was emptied.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "sim/base/describe.hpp"
#include "sim/fund/fund_year.hpp"

namespace riskpool {

/// Who pays a levy: the pool out of its premium, or insureds by a surcharge of their own.
enum class LevyPayer : std::uint8_t { pool, insureds };
template <>
struct Choice<LevyPayer> {
    static constexpr std::array values{std::pair{std::string_view{"pool"}, LevyPayer::pool},
                                       std::pair{std::string_view{"insureds"}, LevyPayer::insureds}};
};

/// A fixed amount, a part of premium, or both, paid in full in each year in which the levy is on (Flood Re: GBP 180 m a
/// year in its first five years; P). With `below` and `years_after_empty` it is the replenishment of methods.md 2.4.
struct Levy {
    double levied = 0;
    double rate = 0;
    double below = infinity;
    std::uint32_t years_after_empty = 0;
    LevyPayer payer = LevyPayer::pool;

    static constexpr std::string_view kind = "levy";
    static constexpr std::string_view about =
        "A levy of a fixed amount or a part of premium: every year, while the fund is low, or after it was emptied.";
    static constexpr auto fields = field_list(
        optional("amount", &Levy::levied, not_negative, Unit::money, "Amount of a year in which the levy is on."),
        optional("rate", &Levy::rate, unit_interval, Unit::fraction, "Part of retained premium, beside the amount."),
        optional("below", &Levy::below, positive_or_infinite, Unit::money,
                 "Balance at which the levy is off; the levy that reaches it is paid in full."),
        optional("years_after_empty", &Levy::years_after_empty, not_negative, Unit::years,
                 "The levy is on in only so many years after a year that emptied the fund; 0: in every year."),
        optional("payer", &Levy::payer,
                 "Who pays: pool, out of its premium; or insureds, by a surcharge straight into the fund as far as its "
                 "cap has room."));
    bool operator==(Levy const&) const = default;

    void check(FieldFaults& faults) const {
        if (levied == 0 && rate == 0) faults.add("", "levies nothing", "give an amount or a rate above 0");
    }

    /// Premium is known when the year begins.
    static constexpr bool known_at_start = true;

    /// Money, 0 or more.
    [[nodiscard]] double amount(FundYear const& year, FundState const& fund) const noexcept {
        if (fund.balance >= below) return 0;
        if (years_after_empty > 0 && (fund.years_since_empty == 0 || fund.years_since_empty > years_after_empty)) {
            return 0;
        }
        return levied + rate * std::max(year.premium, 0.0);
    }
};

}  // namespace riskpool
