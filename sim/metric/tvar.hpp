// Tail value at risk.
#pragma once

#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/metric/metric_row.hpp"

namespace riskpool {

/// Row "tvar" on annual and path series; on an indicator series the row "probability", once.
struct Tvar {
    double level = 0.995;
    static constexpr std::string_view kind = "tvar";
    static constexpr std::string_view about =
        "Tail value at risk: the mean of the worst years, those with probability 1 - `level` in all.";
    static constexpr auto fields =
        field_list(required("level", &Tvar::level, open_unit_interval, Unit::fraction,
                            "Share of years that are better than those averaged: 99% averages the worst year in 100."));
    bool operator==(Tvar const&) const = default;

    [[nodiscard]] bool reads(Basis basis) const { return basis != Basis::occurrence; }
    [[nodiscard]] double lowest_level() const { return level; }
    void measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const;
};

}  // namespace riskpool
