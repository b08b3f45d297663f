// One line of the table of metrics.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "sim/metric/estimate.hpp"
#include "sim/metric/tail_estimate.hpp"

namespace riskpool {

struct MetricRow {
    std::string metric;
    std::string party;
    std::string quantity;
    std::string basis;
    double parameter = std::numeric_limits<double>::quiet_NaN();  // level or return period; NaN if there is none
    double value = 0;
    double standard_error = 0;
    double low = 0;  // 95% interval
    double high = 0;
    std::uint64_t tail_count = 0;  // observations beyond the level; 0 for metrics of the whole sample
    std::string warning;

    // Of a run with uncertain numbers: how the figure differs between draws of them; NaN where there is none.
    std::uint64_t draws = 0;  // draws that have the figure
    double credible_low = not_told, credible_median = not_told, credible_high = not_told;
    double corrected_low = not_told, corrected_high = not_told;  // the band without the noise of each draw's own trials
    double curve_low = not_told, curve_high = not_told;          // band that holds whole curves
    double bound_low = not_told, bound_high = not_told;          // least and greatest over numbers known by bounds only

    static constexpr double not_told = std::numeric_limits<double>::quiet_NaN();
};

/// A row of a metric of the whole sample.
[[nodiscard]] MetricRow sample_row(std::string_view metric, SeriesSummary const& series, Estimate const& estimate,
                                   Interval interval);

/// A row of a metric of the tail.
[[nodiscard]] MetricRow tail_row(std::string_view metric, SeriesSummary const& series, double parameter,
                                 TailEstimate const& estimate);

/// Adds the row "probability", P(series > 0), unless it is there: what any metric has to say of an indicator series.
void add_probability(SeriesSummary const& series, std::vector<MetricRow>& rows);

}  // namespace riskpool
