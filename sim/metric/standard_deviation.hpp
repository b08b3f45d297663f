// The standard deviation of a year.
#pragma once

#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/metric/metric_row.hpp"

namespace riskpool {

/// Row "sd" on annual and path series; on an indicator series the row "probability", once.
struct StandardDeviation {
    static constexpr std::string_view kind = "sd";
    static constexpr std::string_view about = "Standard deviation of a year's total.";
    static constexpr auto fields = field_list();
    bool operator==(StandardDeviation const&) const = default;

    [[nodiscard]] bool reads(Basis basis) const { return basis != Basis::occurrence; }
    [[nodiscard]] double lowest_level() const { return 1; }
    void measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const;
};

}  // namespace riskpool
