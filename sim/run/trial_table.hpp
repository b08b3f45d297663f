// The table of trials: which columns of a run it has, and how each block gives their values.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/io/result_table.hpp"
#include "sim/metric/estimate.hpp"
#include "sim/run/plan.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// One column of the table of trials.
struct TrialColumn {
    ColumnSpec spec;  // as the result file describes it
    std::string party;
    std::string quantity;
    Basis basis = Basis::annual;
};

/// The columns that a scenario's output asks for. Members that share by one key have no column of their own in a run:
/// theirs is the pool's times the key.
class TrialSelection {
public:
    TrialSelection(Plan const& plan, Scenario const& scenario);

    [[nodiscard]] std::vector<TrialColumn> const& columns() const { return columns_; }

    /// The values of one block in the order of columns(), of all columns of the run. They last until the next call.
    [[nodiscard]] std::span<std::span<double const> const> select(std::span<std::vector<double> const> block);

private:
    std::vector<TrialColumn> columns_;
    std::vector<std::size_t> stored_;  // positions among all columns of the run
    std::vector<ScaledSeries> members_;
    std::vector<std::vector<double>> member_values_;
    std::vector<std::span<double const>> spans_;
};

/// The table of trials in memory: for each column trials * years values, year by year within each trial (one value a
/// trial if the column is not yearly).
struct TrialTable {
    std::vector<TrialColumn> columns;
    std::vector<std::vector<double>> values;
};

}  // namespace riskpool
