// From the state of a run to its figures.
#include <cmath>

#include "sim/run/engine.hpp"

namespace riskpool {

namespace {

/// A member's rows where all risks are shared by one key: money times the key, probabilities as they are.
MetricRow scale_row(MetricRow row, ScaledSeries const& series) {
    row.party = series.party;
    row.quantity = series.quantity;
    if (row.metric == "probability") return row;
    row.value *= series.part;
    row.standard_error *= series.part;
    row.low *= series.part;
    row.high *= series.part;
    return row;
}

SeriesSummary summarise(ColumnDescription const& column, SeriesSums const& sums, std::span<double const> tail) {
    return {column.party, column.quantity, column.unit, column.basis, column.indicator, sums, tail};
}

}  // namespace

std::vector<MetricRow> measure_column(Plan const& plan, std::size_t k, SeriesSums const& sums,
                                      std::span<double const> tail) {
    std::vector<MetricRow> rows;
    ColumnDescription const& column = plan.columns()[k];
    if (!column.measured) return rows;
    SeriesSummary summary = summarise(column, sums, tail);
    summary.layer = plan.layer_of(k);
    summary.bounded = column.bounded;
    if (column.tailed) {
        measure(plan.metrics(), summary, rows);
        return rows;
    }
    for (auto const& metric : plan.metrics()) {
        std::visit(
            [&](auto const& kind) {
                if (!(kind.lowest_level() < 1)) kind.measure(summary, rows);
            },
            metric);
    }
    return rows;
}

std::vector<MetricRow> join_metrics(Plan const& plan, std::span<SeriesSums const> sums,
                                    std::span<std::vector<MetricRow> const> by_column) {
    std::vector<MetricRow> rows;
    std::vector<MetricRow> scaled;
    for (std::size_t k = 0; k < by_column.size(); ++k) {
        for (auto const& series : plan.scaled()) {
            if (series.column != k) continue;
            for (auto const& row : by_column[k]) scaled.push_back(scale_row(row, series));
        }
        rows.insert(rows.end(), by_column[k].begin(), by_column[k].end());
    }
    rows.insert(rows.end(), scaled.begin(), scaled.end());
    for (auto const& layer : plan.layers()) layer.add_figures(sums, rows);
    plan.checks().add_figures(sums, rows);
    rows.insert(rows.end(), plan.unplaced().begin(), plan.unplaced().end());
    return rows;
}

std::vector<MetricRow> measure(Plan const& plan, RunState& state) {
    std::vector<std::vector<MetricRow>> by_column(plan.columns().size());
    for (std::size_t k = 0; k < by_column.size(); ++k) {
        if (!plan.columns()[k].measured) continue;
        by_column[k] = measure_column(plan, k, state.sums[k], state.tails[k].take_descending());
    }
    return join_metrics(plan, state.sums, by_column);
}

std::vector<TransferRow> mean_transfers(Plan const& plan, std::span<SeriesSums const> sums) {
    std::vector<TransferRow> rows;
    auto const& parties = plan.ledger().parties();
    for (auto const& line : plan.ledger().lines()) {
        Party const& payer = parties[line.payer.index()];
        Party const& payee = parties[line.payee.index()];
        TransferRow row{payer.name,
                        std::string(choice_name(payer.kind)),
                        payee.name,
                        std::string(choice_name(payee.kind)),
                        std::string(choice_name(line.reason)),
                        line.treaty,
                        line.part,
                        0};
        if (line.column != constant_column) {
            const Estimate yearly = mean(sums[line.column]);
            row.mean *= yearly.value;
            row.standard_error = std::abs(line.part) * yearly.standard_error;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace riskpool
