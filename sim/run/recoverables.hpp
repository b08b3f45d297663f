// What reinsurers in default leave of the recoveries that they owe one buyer.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/ledger/ledger.hpp"
#include "sim/run/columns.hpp"
#include "sim/run/default_plan.hpp"
#include "sim/run/treaty_columns.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/treaty/programme.hpp"

namespace riskpool {

/// The recoverables of one buyer's programme. Recoveries of treaties stay as they are due; what is not collected has
/// columns of its own. A cat bond is fully collateralised, so its recoveries are always collected.
class Recoverables {
public:
    Recoverables() = default;
    /// Enters the columns: one for each reinsurer with a line, and the sum for `buyer`. Nothing without defaults.
    Recoverables(Scenario const& scenario, Programme const& programme, std::vector<TreatyColumnIds> const& treaties,
                 std::string const& buyer, std::string const& prefix, ColumnRegister& columns);

    [[nodiscard]] bool given() const { return !reinsurers_.empty(); }
    /// The column of all that the buyer does not collect.
    [[nodiscard]] std::size_t column() const { return sum_; }

    void enter_ledger(PartyId buyer, Ledger& ledger) const;

    /// Fills the columns from the treaties' recoveries, `n` cells from position `at` on.
    void run(DefaultFlags const& flags, std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const;

private:
    struct Owed {
        std::size_t recovery = 0;  // column
        double part = 0;           // of the treaty's placed part
        double held = 0;           // collateral, money
    };
    struct Reinsurer {
        std::size_t place = 0;  // in the scenario
        std::string name;
        std::size_t column = 0;
        std::vector<Owed> owed;
    };
    std::vector<Reinsurer> reinsurers_;
    std::size_t sum_ = constant_column;
};

}  // namespace riskpool
