#include "sim/metric/standard_deviation.hpp"

namespace riskpool {

void StandardDeviation::measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const {
    if (!reads(series.basis)) return;
    if (series.indicator) return add_probability(series, rows);
    const Estimate estimate = standard_deviation(series.sums);
    rows.push_back(sample_row(kind, series, estimate, normal_interval(estimate)));
}

}  // namespace riskpool
