#include "sim/run/source_totals.hpp"

#include <algorithm>
#include <string>

namespace riskpool {

std::string source_party(Scenario const& scenario, std::size_t s) {
    std::string name(scenario.sources[s].name());
    const auto same = [&](SourceModel const& other) { return other.name() == name; };
    if (std::count_if(scenario.sources.begin(), scenario.sources.end(), same) < 2) return name;
    return name + " [" + std::to_string(s) + ']';
}

std::vector<std::uint8_t> insureds_in_pools(Scenario const& scenario) {
    std::vector<std::uint8_t> covered;
    for (auto const& insured : scenario.insureds.list) {
        covered.push_back(std::any_of(scenario.pools.begin(), scenario.pools.end(),
                                      [&](Pool const& pool) { return pool.covers.matches(insured); })
                              ? 1
                              : 0);
    }
    return covered;
}

SourceTotals::SourceTotals(Scenario const& scenario, ColumnRegister& columns) {
    if (!scenario.output.sources) return;
    covered_ = insureds_in_pools(scenario);
    for (std::size_t s = 0; s < scenario.sources.size(); ++s) {
        columns_.push_back(columns.add({source_party(scenario, s), "insured_loss",
                                        "Losses of this source after policy terms, for 100 % of each risk covered."}));
    }
}

void SourceTotals::fill(std::span<SourcePart const> parts, std::span<std::vector<double>> columns,
                        std::size_t at) const {
    for (std::size_t s = 0; s < columns_.size(); ++s) {
        EventColumns const& events = parts[s].events;
        const std::span<double const> losses = parts[s].losses();
        double* out = columns[columns_[s]].data() + at;
        std::size_t event = 0, row = 0;
        for (std::size_t c = 0; c < events.count.size(); ++c) {
            double sum = 0;
            for (const std::size_t end = event + events.count[c]; event < end; ++event) {
                const std::size_t rows = events.row_count.empty() ? 1 : events.row_count[event];
                for (const std::size_t last = row + rows; row < last; ++row) {
                    if (covered_[events.insured_of(row).index()] != 0) sum += losses[row];
                }
            }
            out[c] = sum;
        }
    }
}

}  // namespace riskpool
