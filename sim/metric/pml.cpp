#include "sim/metric/pml.hpp"

namespace riskpool {

void Pml::measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const {
    if (!reads(series.basis)) return;
    if (series.indicator) return add_probability(series, rows);
    rows.push_back(tail_row(kind, series, return_period, value_at_risk(series, lowest_level())));
}

}  // namespace riskpool
