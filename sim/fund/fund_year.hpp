// What goes into the settlement of a reserve fund's year, and what comes out of it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace riskpool {

/// What the pool hands to its fund when a year is over, after reinsurance. All in money.
struct FundYear {
    double premium = 0;        // retained premium: the base of every ratio; below 0 counts as none
    double expenses = 0;       // expenses of the pool borne by that premium
    double net_loss = 0;       // losses of the year after reinsurance
    double largest_event = 0;  // retained loss of the year's largest event
    double gross_loss = 0;     // losses of the year before reinsurance
    double sum_insured = 0;    // of all insureds of the pool, in the pool's share
};

/// What a fund carries from one year to the next. Money is never below 0.
struct FundState {
    static constexpr std::size_t premiums_kept = 9;  // with the current year's, a highest premium of ten years

    double balance = 0;
    double loan = 0;                               // owed to the bank or the state
    std::uint32_t years = 0;                       // years settled since foundation
    std::uint32_t years_since_empty = 0;           // 1 at the end of a year that emptied the fund; 0: none ever did
    double year_return = 0;                        // of this year, where the fund's returns are drawn
    std::array<double, premiums_kept> premiums{};  // of earlier years: that of `years` = y stands at y % 9

    /// The highest retained premium of the `window` (1 to 10) years that end with this one, whose premium is given.
    [[nodiscard]] double highest_premium(std::uint32_t window, double this_year) const noexcept {
        double highest = this_year;
        for (std::uint32_t ago = 1; ago < window; ++ago) {
            const double then = premiums[(years + 2 * premiums_kept - ago) % premiums_kept];
            highest = then > highest ? then : highest;
        }
        return highest;
    }
    bool operator==(FundState const&) const = default;
};

/// Who moved what in one year. All in money and 0 or more, but for `interest`, which has the sign of its rate.
///   balance:  closing = opening + grant + interest + accrual + levied + transfer_in - transfer_out - release
///                       - sale_loss - refund
///   loan:     closing = opening + loan_interest + loan_drawn - loan_repaid
///   need      = release + call + loan_drawn + shortfall
struct FundFlows {
    double interest = 0;       // bank -> fund
    double accrual = 0;        // pool -> fund
    double release = 0;        // fund -> pool
    double call = 0;           // members -> pool
    double loan_interest = 0;  // added to what is owed
    double loan_drawn = 0;     // bank -> pool
    double loan_repaid = 0;    // pool -> bank
    double shortfall = 0;      // the part of the need that nobody paid: the pool's own account
    double refund = 0;         // fund -> pool: balance above the cap, where the fund gives it back
    double need = 0;           // what the trigger allowed the fund to be asked for
    double grant = 0;          // state -> fund
    double transfer_in = 0;    // from the fund before it in a chain
    double transfer_out = 0;   // to the fund after it in a chain
    double levied = 0;         // insureds -> fund
    double sale_loss = 0;      // what selling assets for the release costs
    bool operator==(FundFlows const&) const = default;
};

}  // namespace riskpool
