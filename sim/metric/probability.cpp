#include "sim/metric/probability.hpp"

namespace riskpool {

void Probability::measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const {
    if (reads(series.basis)) add_probability(series, rows);
}

}  // namespace riskpool
