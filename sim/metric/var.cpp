#include "sim/metric/var.hpp"

namespace riskpool {

void Var::measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const {
    if (!reads(series.basis)) return;
    if (series.indicator) return add_probability(series, rows);
    rows.push_back(tail_row(kind, series, level, value_at_risk(series, level)));
}

}  // namespace riskpool
