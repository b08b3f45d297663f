// Who paid whom: transfers payer -> payee by reason. A line is a column of amounts per (trial, year) times a fixed
// part, so members who share by one key cost nothing per trial.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/base/id.hpp"

namespace riskpool {

/// What a party is.
enum class PartyKind : std::uint8_t {
    insureds,
    pool,
    member,
    reinsurer,
    market,
    fund,
    bank,
    lender,
    providers,
    broker,
    state,
    partner
};
template <>
struct Choice<PartyKind> {
    static constexpr std::array<std::pair<std::string_view, PartyKind>, 12> values{{
        {"insureds", PartyKind::insureds},    // all insureds together
        {"pool", PartyKind::pool},            // passes everything on
        {"member", PartyKind::member},        //
        {"reinsurer", PartyKind::reinsurer},  //
        {"market", PartyKind::market},        // reinsurers of placed parts for which no line is named
        {"fund", PartyKind::fund},            // the reserve fund
        {"bank", PartyKind::bank},            // credits interest to the fund
        {"lender", PartyKind::lender},        // lends to the pool
        {"providers", PartyKind::providers},  // are paid expenses
        {"broker", PartyKind::broker},        // all brokers together
        {"state", PartyKind::state},          // the treasury, whatever it pays for
        {"partner", PartyKind::partner},      // shares losses by agreement: a bank, a guarantor, an investor
    }};
};

struct Party {
    PartyKind kind;
    std::string name;
    bool operator==(Party const&) const = default;
};

/// Why money moves.
enum class Reason : std::uint8_t {
    premium,
    claims,
    expenses,
    ceded_premium,
    commission,
    recovery,
    reinstatement_premium,
    premium_adjustment,
    commission_adjustment,
    profit_commission,
    brokerage,
    retained_loss,
    accrual,
    interest,
    release,
    refund,
    call,
    shortfall,
    loan,
    loan_repayment,
    loss_sharing,
    grant,
    transfer,
    surcharge,
    claims_cut,
    recoupment,
    guarantee_premium,
    subsidy,
    uncollected,
    default_loss,
    settlement,
    withheld,
    late_recovery,
    advance,
    advance_repaid,
    sale_loss,
    share_adjustment,
    risk_reduction,
};
template <>
struct Choice<Reason> {
    static constexpr std::array<std::pair<std::string_view, Reason>, 38> values{{
        {"premium", Reason::premium},
        {"claims", Reason::claims},
        {"expenses", Reason::expenses},
        {"ceded_premium", Reason::ceded_premium},
        {"commission", Reason::commission},
        {"recovery", Reason::recovery},
        {"reinstatement_premium", Reason::reinstatement_premium},
        {"premium_adjustment", Reason::premium_adjustment},
        {"commission_adjustment", Reason::commission_adjustment},
        {"profit_commission", Reason::profit_commission},
        {"brokerage", Reason::brokerage},
        {"retained_loss", Reason::retained_loss},
        {"accrual", Reason::accrual},
        {"interest", Reason::interest},
        {"release", Reason::release},
        {"refund", Reason::refund},
        {"call", Reason::call},
        {"shortfall", Reason::shortfall},
        {"loan", Reason::loan},
        {"loan_repayment", Reason::loan_repayment},
        {"loss_sharing", Reason::loss_sharing},
        {"grant", Reason::grant},
        {"transfer", Reason::transfer},      // from one reserve fund to the next
        {"surcharge", Reason::surcharge},    // insureds pay afterwards
        {"claims_cut", Reason::claims_cut},  // what insureds are not paid of their claims
        {"recoupment", Reason::recoupment},  // insureds pay the state back
        {"guarantee_premium", Reason::guarantee_premium},
        {"subsidy", Reason::subsidy},
        {"uncollected", Reason::uncollected},            // what a reinsurer in default leaves of a recovery
        {"default_loss", Reason::default_loss},          // what a member in default leaves of its part
        {"settlement", Reason::settlement},              // between members, at the end of a year
        {"withheld", Reason::withheld},                  // what a reinsurer disputes or pays late of a recovery
        {"late_recovery", Reason::late_recovery},        // the same when it is paid
        {"advance", Reason::advance},                    // lent until money arrives that is owed
        {"advance_repaid", Reason::advance_repaid},      // the same on its way back, and the lender's interest
        {"sale_loss", Reason::sale_loss},                // what selling a fund's assets in haste costs
        {"share_adjustment", Reason::share_adjustment},  // between members, when shares of a year are final
        {"risk_reduction", Reason::risk_reduction},      // what measures against losses cost
    }};
};

/// Stands for "the same amount in every year": the line's part is then the amount itself.
inline constexpr std::size_t constant_column = std::numeric_limits<std::size_t>::max();

/// One line: every year the payer pays the payee `part` times the column.
struct LedgerLine {
    PartyId payer;
    PartyId payee;
    Reason reason;
    std::size_t column = constant_column;
    double part = 1;
    std::string treaty = {};  // the treaty under which it is due; empty for all other money

    /// The amount in one cell, given all columns of the run.
    [[nodiscard]] double amount(std::span<std::vector<double> const> columns, std::size_t cell) const {
        return column == constant_column ? part : part * columns[column][cell];
    }
};

/// The parties of a run and every line between them.
class Ledger {
public:
    /// The id of a party, entered when it is new.
    PartyId party(PartyKind kind, std::string_view name);
    /// Enters a line unless it can never carry money.
    void enter(PartyId payer, PartyId payee, Reason reason, std::size_t column, double part,
               std::string_view treaty = {});

    [[nodiscard]] std::vector<Party> const& parties() const { return parties_; }
    [[nodiscard]] std::vector<LedgerLine> const& lines() const { return lines_; }
    /// What a party has received less what it has paid in one cell.
    [[nodiscard]] double balance(PartyId party, std::span<std::vector<double> const> columns, std::size_t cell) const;

private:
    std::vector<Party> parties_;
    std::vector<LedgerLine> lines_;
};

}  // namespace riskpool
