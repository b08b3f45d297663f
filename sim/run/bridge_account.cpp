#include "sim/run/bridge_account.hpp"

#include <algorithm>

namespace riskpool {

BridgeAccount::BridgeAccount(std::string const& pool, Liquidity const& terms, std::vector<std::string> const& funds,
                             ColumnRegister& columns)
    : pool_(pool), terms_(terms), lender_{{}, constant_column, constant_column} {
    if (terms.fund_part > 0) {
        for (auto const& fund : funds) funds_.push_back(enter(fund, "", columns));
    }
    if (terms.facility > 0) {
        lender_ = enter(pool, "lender_", columns);
        if (terms.rate > 0) {
            ColumnDescription interest{pool, "bridge_interest", "Interest of the lender until recoveries arrive."};
            interest.tailed = false;
            interest_ = columns.add(std::move(interest));
        }
    }
    members_ = enter(pool, "member_", columns);
}

BridgeAccount::Ids BridgeAccount::enter(std::string const& party, std::string const& whose,
                                        ColumnRegister& columns) const {
    const std::string who = whose.empty() ? "the fund" : whose == "member_" ? "members" : "a lender";
    ColumnDescription advance{party, whose + "advance", "Lent by " + who + " until recoveries arrive."};
    ColumnDescription repaid{party, whose + "advance_repaid", "Paid back to " + who + " when recoveries arrive."};
    repaid.tailed = false;
    const std::size_t first = columns.add(std::move(advance));
    return {party, first, columns.add(std::move(repaid))};
}

void BridgeAccount::enter_ledger(PartyId pool, Ledger& ledger) const {
    for (auto const& ids : funds_) {
        const PartyId fund = ledger.party(PartyKind::fund, ids.party);
        ledger.enter(fund, pool, Reason::advance, ids.advance, 1);
        ledger.enter(pool, fund, Reason::advance_repaid, ids.repaid, 1);
    }
    if (lender_.advance == constant_column) return;
    const PartyId lender = ledger.party(PartyKind::lender, "lender");
    ledger.enter(lender, pool, Reason::advance, lender_.advance, 1);
    ledger.enter(pool, lender, Reason::advance_repaid, lender_.repaid, 1);
    if (interest_ != constant_column) ledger.enter(pool, lender, Reason::advance_repaid, interest_, 1);
}

void BridgeAccount::enter_member(PartyId pool, PartyId member, double premium_key, Ledger& ledger) const {
    ledger.enter(member, pool, Reason::advance, members_.advance, premium_key);
    ledger.enter(pool, member, Reason::advance_repaid, members_.repaid, premium_key);
    if (interest_ != constant_column) ledger.enter(member, pool, Reason::advance_repaid, interest_, premium_key);
}

void BridgeAccount::write(Ids const& ids, double lent, std::span<std::vector<double>> columns, std::size_t cell) {
    if (ids.advance == constant_column) return;
    columns[ids.advance][cell] = std::max(lent, 0.0);
    columns[ids.repaid][cell] = std::max(-lent, 0.0);
}

double BridgeAccount::run(double outstanding, bool first_year, std::span<FundState> funds, BridgeScratch& scratch,
                          std::span<std::vector<double>> columns, std::size_t cell) const {
    const std::size_t lending = funds_.size();
    scratch.balance.resize(lending);
    scratch.by_fund.resize(lending);
    if (first_year) {
        scratch.state = {};
        scratch.lent.assign(lending, 0.0);
    }
    for (std::size_t k = 0; k < lending; ++k) scratch.balance[k] = funds[k].balance;
    const LiquidityFlows flows =
        bridge(terms_, scratch.state, outstanding, scratch.balance, scratch.lent, scratch.by_fund);
    for (std::size_t k = 0; k < lending; ++k) {
        funds[k].balance = scratch.balance[k];
        write(funds_[k], scratch.by_fund[k], columns, cell);
    }
    write(lender_, flows.lender, columns, cell);
    write(members_, flows.members, columns, cell);
    if (interest_ != constant_column) columns[interest_][cell] = flows.interest;
    return flows.members + flows.interest;
}

}  // namespace riskpool
