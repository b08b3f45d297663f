#include "sim/run/trial_table.hpp"

namespace riskpool {

TrialSelection::TrialSelection(Plan const& plan, Scenario const& scenario) {
    if (!scenario.output.trials) return;
    for (std::size_t k = 0; k < plan.columns().size(); ++k) {
        ColumnDescription const& column = plan.columns()[k];
        if (!column.stored) continue;
        stored_.push_back(k);
        columns_.push_back(
            {{column_name(column.party, column.quantity, column.basis),
              column.unit == Unit::money ? scenario.currency : "1", column.about, column.basis != Basis::path},
             column.party,
             column.quantity,
             column.basis});
    }
    for (auto const& series : plan.scaled()) {
        if (!scenario.output.members || (series.quantity != "net_loss" && series.quantity != "result")) continue;
        members_.push_back(series);
        columns_.push_back({{column_name(series.party, series.quantity, Basis::annual), scenario.currency,
                             "The member's part of the pool's " + series.quantity + '.', true},
                            series.party,
                            series.quantity,
                            Basis::annual});
    }
    member_values_.resize(members_.size());
    spans_.resize(columns_.size());
}

std::span<std::span<double const> const> TrialSelection::select(std::span<std::vector<double> const> block) {
    for (std::size_t k = 0; k < stored_.size(); ++k) spans_[k] = block[stored_[k]];
    for (std::size_t m = 0; m < members_.size(); ++m) {
        member_values_[m] = block[members_[m].column];
        for (double& x : member_values_[m]) x *= members_[m].part;
        spans_[stored_.size() + m] = member_values_[m];
    }
    return spans_;
}

}  // namespace riskpool
