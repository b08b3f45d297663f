// A lead that pays claims for all, and what the others pay it later.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/ledger/ledger.hpp"
#include "sim/run/columns.hpp"
#include "sim/run/default_plan.hpp"
#include "sim/run/member_account.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// The lead's advances, compiled. Of what a member pays in a year for losses and calls the lead pays `part`; `lag`
/// years later the member pays it back with interest, by its recovery rate if it is then in default, and never after
/// the trial.
class LeadAccount {
public:
    /// Enters the columns: for each other member what is advanced for it and what it pays, and the lead's claim.
    LeadAccount(Scenario const& scenario, Pool const& pool, ColumnRegister& columns);

    void enter_ledger(Scenario const& scenario, Ledger& ledger) const;

    /// Fills the columns and corrects results. `left` are the columns of what members leave in default; null without.
    void run(DefaultFlags const* flags, MemberAccount const& members, std::vector<std::size_t> const* left,
             std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const;

private:
    struct Ids {
        std::size_t advance = constant_column, repaid = constant_column;
    };
    LeadPays terms_;
    std::size_t lead_ = 0;
    std::uint32_t years_ = 1;
    double growth_ = 1;
    std::vector<Ids> ids_;  // per member; none for the lead
    std::size_t claim_ = 0;
};

}  // namespace riskpool
