// The bridge of one pool until recoveries arrive: who lends, in columns and ledger lines.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/fund/fund_year.hpp"
#include "sim/fund/liquidity.hpp"
#include "sim/ledger/ledger.hpp"
#include "sim/run/columns.hpp"

namespace riskpool {

/// Memory that one worker keeps.
struct BridgeScratch {
    LiquidityState state;
    std::vector<double> balance, lent, by_fund;
};

/// A pool's bridge, compiled.
class BridgeAccount {
public:
    /// `funds` are the parties of its reserve funds.
    BridgeAccount(std::string const& pool, Liquidity const& terms, std::vector<std::string> const& funds,
                  ColumnRegister& columns);

    void enter_ledger(PartyId pool, Ledger& ledger) const;
    /// The lines between the pool and a member with this part of its premium.
    void enter_member(PartyId pool, PartyId member, double premium_key, Ledger& ledger) const;

    /// Settles one year after the funds' own: their balances move. Returns what the pool gets of members less what it
    /// gives them and pays in interest: minus its flow to members.
    double run(double outstanding, bool first_year, std::span<FundState> funds, BridgeScratch& scratch,
               std::span<std::vector<double>> columns, std::size_t cell) const;

private:
    struct Ids {
        std::string party;
        std::size_t advance, repaid;
    };
    [[nodiscard]] Ids enter(std::string const& party, std::string const& whose, ColumnRegister& columns) const;
    static void write(Ids const& ids, double lent, std::span<std::vector<double>> columns, std::size_t cell);

    std::string pool_;
    Liquidity terms_;
    std::vector<Ids> funds_;
    Ids lender_, members_;
    std::size_t interest_ = constant_column;
};

}  // namespace riskpool
