#include "sim/metric/tvar.hpp"

namespace riskpool {

void Tvar::measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const {
    if (!reads(series.basis)) return;
    if (series.indicator) return add_probability(series, rows);
    rows.push_back(tail_row(kind, series, level, tail_value_at_risk(series, level)));
}

}  // namespace riskpool
