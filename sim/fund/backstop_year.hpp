// What goes into the settlement of a backstop's year, what it carries over, and what comes out.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace riskpool {

/// What stands before a backstop when reinsurance and funds have paid. All in money but for `insureds` and shares.
struct BackstopYear {
    double unfunded = 0;                     // what funds, calls and loans left of their need; at most `unpaid`
    double unpaid = 0;                       // the part of the net loss that nobody has paid for the pool yet
    double gross_loss = 0;                   // losses of the year before reinsurance
    double net_loss = 0;                     // losses of the year after reinsurance
    double gross_premium = 0;                // what insureds pay in the year
    double prior_premium = 0;                // what they paid in the year before
    double inflow = 0;                       // what the pool has this year for paying back what it owes
    double insureds = 0;                     // how many there are
    std::uint32_t years_before = 0;          // years of the trial before this one
    std::span<double const> gross_events{};  // the loss of each event before reinsurance
    std::span<double const> net_events{};    // and after

    // One for each member; where there are none, the pool counts as one member.
    std::span<double const> member_share{};
    std::span<double const> member_capital{};
    std::span<double const> member_loss{};           // the member's part of the net loss
    std::span<double const> member_prior_premium{};  // the member's premium of the year before
};

/// What a backstop carries from one year to the next.
struct BackstopState {
    double owed = 0;               // by the pool to the state, or by insureds to a lender or the state
    std::uint32_t years_owed = 0;  // year ends since the debt arose
    bool operator==(BackstopState const&) const = default;
};

/// Who moved what in one year. All in money, 0 or more.
///   unpaid before = paid() + unpaid after
///   owed:   closing = opening + interest + lent + advanced - repaid - collected - written_off
struct BackstopFlows {
    double granted = 0;            // state -> pool
    double lent = 0;               // state -> pool, owed
    double called = 0;             // members -> pool
    double surcharged = 0;         // insureds -> pool
    double claims_cut = 0;         // the part of their claims that insureds bear
    double guarantee_premium = 0;  // pool -> state
    double interest = 0;           // added to what is owed
    double repaid = 0;             // pool -> state
    double written_off = 0;        // owed, and never paid: the state's
    double recouped = 0;           // insureds -> state
    double advanced = 0;           // lender -> pool, owed by insureds
    double collected = 0;          // insureds -> lender

    /// What this year's losses got of it.
    [[nodiscard]] double paid() const noexcept { return granted + lent + called + surcharged + claims_cut + advanced; }
    bool operator==(BackstopFlows const&) const = default;
};

/// The year as the next backstop sees it. Money pays the unfunded part first.
[[nodiscard]] inline BackstopYear after(BackstopYear year, BackstopFlows const& flows) noexcept {
    const double paid = flows.paid();
    year.unpaid = std::max(year.unpaid - paid, 0.0);
    year.unfunded = std::min(std::max(year.unfunded - paid, 0.0), year.unpaid);
    return year;
}

}  // namespace riskpool
