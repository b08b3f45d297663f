#include "sim/run/across_pools.hpp"

#include <array>
#include <string>

namespace riskpool {

namespace {

struct Quantity {
    std::string_view name;
    std::string_view of_pools;
    std::string_view of_member;  // empty: of pools alone
    bool tailed;
};
constexpr std::array quantities{
    Quantity{"gross_loss", "Gross losses of all pools.", "The member's part of gross losses in all its pools.", true},
    Quantity{"recovery", "What reinsurers of all pools pay.", "", true},
    Quantity{"net_loss", "Losses of all pools after reinsurance.", "The member's part of net losses in all its pools.",
             true},
    Quantity{"result", "What members gain or lose in all pools.", "What the member gains or loses in all its pools.",
             false}};

}  // namespace

AcrossPools::AcrossPools(Scenario const& scenario, std::vector<ScaledSeries> const& scaled, ColumnRegister& columns) {
    if (scenario.pools.size() < 2) return;
    const std::vector<ColumnDescription> of_pools = columns.all();
    const auto add_terms = [&](std::string const& party, std::string_view quantity, Sum& sum) {
        for (std::size_t k = 0; k < of_pools.size(); ++k) {
            ColumnDescription const& column = of_pools[k];
            if (column.party == party && column.quantity == quantity && column.basis == Basis::annual) {
                sum.terms.emplace_back(k, 1.0);
            }
        }
        for (auto const& series : scaled) {
            if (series.party == party && series.quantity == quantity)
                sum.terms.emplace_back(series.column, series.part);
        }
    };
    const auto enter = [&](Sum sum, std::string party, Quantity const& quantity, std::string_view about, bool stored) {
        if (sum.terms.empty()) return;
        ColumnDescription column{std::move(party), std::string(quantity.name), std::string(about)};
        column.tailed = quantity.tailed;
        column.stored = stored;
        sum.column = columns.add(std::move(column));
        sums_.push_back(std::move(sum));
    };
    for (auto const& quantity : quantities) {
        Sum sum{};
        for (auto const& pool : scenario.pools) add_terms(pool.name, quantity.name, sum);
        enter(std::move(sum), std::string(all_pools), quantity, quantity.of_pools, true);
    }
    for (auto const& member : scenario.members) {
        for (auto const& quantity : quantities) {
            if (quantity.of_member.empty()) continue;
            Sum sum{};
            for (auto const& pool : scenario.pools) add_terms(pool.name + ": " + member.name, quantity.name, sum);
            enter(std::move(sum), member.name, quantity, quantity.of_member, scenario.output.members);
        }
    }
}

void AcrossPools::fill(std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const {
    for (auto const& sum : sums_) {
        double* out = columns[sum.column].data() + at;
        for (std::size_t c = 0; c < n; ++c) out[c] = 0;
        for (auto const& [column, part] : sum.terms) {
            double const* in = columns[column].data() + at;
            for (std::size_t c = 0; c < n; ++c) out[c] += part * in[c];
        }
    }
}

}  // namespace riskpool
