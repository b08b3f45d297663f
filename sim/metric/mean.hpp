// The average annual loss.
#pragma once

#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/metric/metric_row.hpp"

namespace riskpool {

/// Rows "aal" on annual series and "mean" on path series; on an indicator series the row "probability", once.
struct Aal {
    static constexpr std::string_view kind = "aal";
    static constexpr std::string_view about = "Average annual loss: the mean of a year's total.";
    static constexpr auto fields = field_list();
    bool operator==(Aal const&) const = default;

    [[nodiscard]] bool reads(Basis basis) const { return basis != Basis::occurrence; }
    [[nodiscard]] double lowest_level() const { return 1; }
    void measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const;
};

}  // namespace riskpool
