// The columns that every treaty of a run has, whoever bought it.
#pragma once

#include <string>
#include <vector>

#include "sim/ledger/ledger.hpp"
#include "sim/run/columns.hpp"
#include "sim/treaty/programme.hpp"

namespace riskpool {

/// Positions of one treaty's columns.
struct TreatyColumnIds {
    std::size_t recovery = 0, reinstatement_premium = 0, attached = 0, claims = 0, exhausted = 0;
};

/// Enters the columns of every treaty of a programme; `prefix` tells programmes apart.
[[nodiscard]] std::vector<TreatyColumnIds> enter_treaty_columns(Programme const& programme, std::string const& prefix,
                                                                ColumnRegister& columns);

/// Enters the lines between a cedent and the reinsurers of its treaties.
void enter_treaty_lines(Programme const& programme, std::vector<TreatyColumnIds> const& ids, PartyId cedent,
                        Ledger& ledger);

/// Copies a programme's outcome into its columns and adds up recoveries and reinstatement premiums per cell.
void put_treaty_columns(ProgrammeOutcome const& outcome, std::vector<TreatyColumnIds> const& ids,
                        std::span<std::vector<double>> columns, std::size_t at, std::span<double> recovery,
                        std::span<double> less_reinstatement);

}  // namespace riskpool
