// Exceedance-probability curves.
#pragma once

#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/metric/metric_row.hpp"

namespace riskpool {

/// Rows "oep" on occurrence series and "aep" on annual series, one per return period, whose value is the smallest
/// amount exceeded with probability 1/T or less (plotting position k/N: the k-th largest of N has exceedance k/N). On
/// an indicator series the row "probability", once.
struct EpCurve {
    std::vector<double> return_periods = {10, 25, 50, 100, 200, 250, 500, 1000};
    static constexpr std::string_view kind = "ep_curve";
    static constexpr std::string_view about =
        "Exceedance-probability curves: of the year's largest event (OEP) and of the year's total (AEP).";
    static constexpr auto fields = field_list(optional("return_periods", &EpCurve::return_periods, above_one,
                                                       Unit::years, "Return periods at which the curves are read."));
    bool operator==(EpCurve const&) const = default;

    [[nodiscard]] bool reads(Basis basis) const { return basis != Basis::path; }
    [[nodiscard]] double lowest_level() const;
    void measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const;
};

}  // namespace riskpool
