#include "sim/metric/metric_row.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace riskpool {

namespace {

MetricRow row_of(std::string_view metric, SeriesSummary const& series) {
    MetricRow row;
    row.metric = metric;
    row.party = series.party;
    row.quantity = series.quantity;
    row.basis = basis_name(series.basis);
    return row;
}

}  // namespace

MetricRow sample_row(std::string_view metric, SeriesSummary const& series, Estimate const& estimate,
                     Interval interval) {
    MetricRow row = row_of(metric, series);
    row.value = estimate.value;
    row.standard_error = estimate.standard_error;
    row.low = interval.low;
    row.high = interval.high;
    if (series.sums.square() == 0) {
        row.warning = fmt::format("never other than 0 in {} observations, which cannot show what is rarer than that",
                                  series.observations());
    } else if (series.trials() == 1) {
        row.warning = "one trial has no standard error";
    }
    return row;
}

MetricRow tail_row(std::string_view metric, SeriesSummary const& series, double parameter,
                   TailEstimate const& estimate) {
    MetricRow row = row_of(metric, series);
    row.parameter = parameter;
    row.value = estimate.estimate.value;
    row.standard_error = estimate.estimate.standard_error;
    row.low = estimate.interval.low;
    row.high = estimate.interval.high;
    row.tail_count = estimate.tail_count;
    row.warning = estimate.warning;
    return row;
}

void add_probability(SeriesSummary const& series, std::vector<MetricRow>& rows) {
    MetricRow row = sample_row("probability", series, probability(series.sums), probability_interval(series.sums));
    const bool there = std::ranges::any_of(rows, [&](MetricRow const& other) {
        return other.metric == row.metric && other.party == row.party && other.quantity == row.quantity &&
               other.basis == row.basis;
    });
    if (!there) rows.push_back(std::move(row));
}

}  // namespace riskpool
