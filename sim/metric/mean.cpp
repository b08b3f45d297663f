#include "sim/metric/mean.hpp"

namespace riskpool {

void Aal::measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const {
    if (!reads(series.basis)) return;
    if (series.indicator) return add_probability(series, rows);
    const Estimate estimate = mean(series.sums);
    rows.push_back(
        sample_row(series.basis == Basis::path ? "mean" : kind, series, estimate, normal_interval(estimate)));
}

}  // namespace riskpool
