// What measures against losses cost, and who pays for them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/ledger/ledger.hpp"
#include "sim/run/columns.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// A column for each measure that costs something, and a line of the ledger: insureds or the state pay providers.
/// Measures of one name in several sources are one measure, whose costs add up.
class RiskReductionPlan {
public:
    RiskReductionPlan() = default;
    RiskReductionPlan(Scenario const& scenario, ColumnRegister& columns, Ledger& ledger);

    void fill(CellRange const& cells, std::span<std::vector<double>> columns, std::size_t at) const;

private:
    struct Item {
        std::string name;
        MeasurePayer payer;
        std::vector<double> by_year;
        std::size_t column = 0;
    };
    void add(RiskReductionCost const& cost, std::uint32_t years);

    std::vector<Item> items_;
};

}  // namespace riskpool
