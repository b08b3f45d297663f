// The columns that every treaty of a run has, whoever bought it.
#pragma once

#include <string>
#include <vector>

#include "sim/ledger/ledger.hpp"
#include "sim/run/columns.hpp"
#include "sim/treaty/programme.hpp"

namespace riskpool {

/// Positions of one treaty's columns; the last three are constant_column unless its account depends on losses.
struct TreatyColumnIds {
    std::size_t recovery = 0, reinstatement_premium = 0, attached = 0, claims = 0, exhausted = 0;
    std::size_t premium_adjustment = constant_column, commission_adjustment = constant_column,
                profit_commission = constant_column;

    [[nodiscard]] bool adjusts() const { return premium_adjustment != constant_column; }
};

/// Enters the columns of every treaty of a programme; `prefix` tells programmes apart.
[[nodiscard]] std::vector<TreatyColumnIds> enter_treaty_columns(Programme const& programme, std::string const& prefix,
                                                                ColumnRegister& columns);

/// Enters the lines between a cedent and the reinsurers of its treaties.
void enter_treaty_lines(Programme const& programme, std::vector<TreatyColumnIds> const& ids, PartyId cedent,
                        Ledger& ledger);

/// Lets a programme write into the columns of a run, `n` cells from position `at` on.
void bind_treaty_columns(std::vector<TreatyColumnIds> const& ids, std::span<std::vector<double>> columns,
                         std::size_t at, std::size_t n, ProgrammeOutcome& outcome);

/// What the treaties of a programme bring and cost per cell, besides fixed premiums and commissions.
struct TreatyTotals {
    std::span<double> recovery;
    std::span<double> less_premium;  // minus what is due for reinstatements and adjustments of premiums
    std::span<double> commission;    // what the year adds to provisional commissions; empty unless some account adjusts
};

/// Adds up the columns of a programme that has ceded, and fills the columns that follow from them.
void sum_treaty_columns(ProgrammeOutcome const& outcome, std::vector<TreatyColumnIds> const& ids,
                        std::span<std::vector<double>> columns, std::size_t at, TreatyTotals const& totals);

}  // namespace riskpool
