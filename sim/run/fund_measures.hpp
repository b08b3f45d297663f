// How long a fund lasts and how often its cap binds: what a path says beside its yearly flows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/fund/fund.hpp"
#include "sim/ledger/ledger.hpp"
#include "sim/run/columns.hpp"

namespace riskpool {

/// The measures of one fund (methods 2.5), compiled: whether and when it is emptied, how long it takes to be filled
/// again, in which years it stands at its cap, what is owed behind it.
class FundMeasures {
public:
    FundMeasures(ReserveFund const& fund, std::string const& party, std::uint32_t years, ColumnRegister& columns);

    /// Fills its columns for the year of `cell`, at whose end the fund stands at `state`; `cap` held in it.
    void run(FundState const& state, double cap, std::span<std::vector<double>> columns, std::size_t cell) const;

private:
    double opening_ = 0;
    std::uint32_t years_ = 1;
    std::size_t emptied_, until_empty_, to_replenish_;
    std::size_t at_cap_ = constant_column, loan_owed_ = constant_column, loan_outstanding_ = constant_column;
};

}  // namespace riskpool
