#include "sim/metric/register.hpp"

#include <algorithm>
#include <variant>

#include "sim/metric/order_statistic.hpp"

namespace riskpool {

std::uint64_t tail_needed(std::span<MetricKinds const> metrics, Basis basis, bool indicator, std::uint64_t trials,
                          std::uint32_t years, std::string_view quantity, PricedLayer const* layer) {
    if (indicator) return 0;
    double lowest = 1;
    for (MetricKinds const& metric : metrics) {
        std::visit(
            [&](auto const& kind) {
                if (!kind.reads(basis)) return;
                double level = kind.lowest_level();
                if constexpr (requires { kind.lowest_level(quantity, layer); }) {
                    if (!quantity.empty()) level = kind.lowest_level(quantity, layer);
                }
                lowest = std::min(lowest, level);
            },
            metric);
    }
    return tail_size(lowest, trials, years);
}

void measure(std::span<MetricKinds const> metrics, SeriesSummary const& series, std::vector<MetricRow>& rows) {
    for (MetricKinds const& metric : metrics) {
        std::visit([&](auto const& kind) { kind.measure(series, rows); }, metric);
    }
}

}  // namespace riskpool
