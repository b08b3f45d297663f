// Value at risk.
#pragma once

#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/metric/metric_row.hpp"

namespace riskpool {

/// Row "var" on annual and path series; on an indicator series the row "probability", once.
struct Var {
    double level = 0.995;
    static constexpr std::string_view kind = "var";
    static constexpr std::string_view about =
        "Value at risk: the smallest amount that a year does not exceed with probability `level` or more.";
    static constexpr auto fields =
        field_list(required("level", &Var::level, open_unit_interval, Unit::fraction,
                            "Probability of staying at or below the amount: 99.5% is the year in 200."));
    bool operator==(Var const&) const = default;

    [[nodiscard]] bool reads(Basis basis) const { return basis != Basis::occurrence; }
    [[nodiscard]] double lowest_level() const { return level; }
    void measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const;
};

}  // namespace riskpool
