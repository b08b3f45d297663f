#include "sim/metric/ep_curve.hpp"

#include <algorithm>

#include "sim/metric/order_statistic.hpp"

namespace riskpool {

double EpCurve::lowest_level() const {
    return return_periods.empty() ? 1 : level_of_return_period(*std::ranges::min_element(return_periods));
}

void EpCurve::measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const {
    if (!reads(series.basis)) return;
    if (series.indicator) return add_probability(series, rows);
    for (double const years : return_periods) {
        rows.push_back(tail_row(series.basis == Basis::occurrence ? "oep" : "aep", series, years,
                                value_at_risk(series, level_of_return_period(years))));
    }
}

}  // namespace riskpool
