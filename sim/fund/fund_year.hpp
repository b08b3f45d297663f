// What goes into the settlement of a reserve fund's year, and what comes out of it.
#pragma once

namespace riskpool {

/// What the pool hands to its fund when a year is over, after reinsurance. All in money.
struct FundYear {
    double premium = 0;        // retained premium: the base of every ratio; below 0 counts as none
    double expenses = 0;       // expenses of the pool borne by that premium
    double net_loss = 0;       // losses of the year after reinsurance
    double largest_event = 0;  // retained loss of the year's largest event
    double gross_loss = 0;     // losses of the year before reinsurance
};

/// What a fund carries from one year to the next. All in money, never below 0.
struct FundState {
    double balance = 0;
    double loan = 0;  // owed to the bank or the state
    bool operator==(FundState const&) const = default;
};

/// Who moved what in one year. All in money and 0 or more, but for `interest`, which has the sign of its rate.
///   balance:  closing = opening + interest + accrual - release - refund
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
    bool operator==(FundFlows const&) const = default;
};

}  // namespace riskpool
