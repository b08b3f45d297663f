// The probability that anything happens.
#pragma once

#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/metric/metric_row.hpp"

namespace riskpool {

/// Row "probability" on annual and path series: P(series > 0), such as attachment, exhaustion or ruin of a fund.
struct Probability {
    static constexpr std::string_view kind = "probability";
    static constexpr std::string_view about =
        "Probability that a year (or, for series of whole paths, a path) is above 0: attachment, exhaustion, ruin.";
    static constexpr auto fields = field_list();
    bool operator==(Probability const&) const = default;

    [[nodiscard]] bool reads(Basis basis) const { return basis != Basis::occurrence; }
    [[nodiscard]] double lowest_level() const { return 1; }
    void measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const;
};

}  // namespace riskpool
