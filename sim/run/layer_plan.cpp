#include "sim/run/layer_plan.hpp"

#include <algorithm>
#include <concepts>
#include <utility>
#include <variant>

#include "sim/metric/layer_figures.hpp"
#include "sim/treaty/treaty.hpp"

namespace riskpool {

std::optional<PricedLayer> priced_layer(AnyTreaty const& terms, ProgrammeTreaty const& compiled) {
    return std::visit(
        [&]<class Kind>(Kind const& kind) -> std::optional<PricedLayer> {
            if constexpr (std::derived_from<Kind, ProportionalTerms>) {
                return std::nullopt;
            } else {
                const auto placed = [&](double money) { return compiled.placed > 0 ? compiled.placed * money : 0; };
                // Terms of the contract's own currency, at the rate of its first year.
                const auto exchanged = [&](double money) { return placed(compiled.rate * money); };
                PricedLayer layer;
                layer.premium = compiled.premium;
                layer.limit = placed(compiled.limit_of_year);
                if constexpr (std::derived_from<Kind, LayerTerms>) layer.limit = exchanged(kind.indexed_limit());
                if constexpr (std::derived_from<Kind, ExcessTerms>) {
                    auto const& prices = kind.reinstatements;
                    layer.reinstated = {layer.limit, exchanged(kind.annual_capacity()), {}};
                    if (prices) layer.reinstated.price = *prices;
                    layer.reinstatements = prices ? static_cast<double>(prices->size()) : infinity;
                    layer.priced_by_date = kind.reinstatement_basis != ReinstatementBasis::amount;
                }
                return layer;
            }
        },
        kind_of(terms));
}

LayerPlan::LayerPlan(std::string treaty, PricedLayer terms, ColumnRegister& columns)
    : treaty_(std::move(treaty)), terms_(std::move(terms)) {
    for (std::size_t k = 0; k < columns.all().size(); ++k) {
        ColumnDescription const& column = columns.all()[k];
        if (column.party != treaty_) continue;
        if (column.quantity == "recovery") recovery_ = k;
        if (column.quantity == "attached") attached_ = k;
        if (column.quantity == "exhausted") exhausted_ = k;
    }
    const double most = terms_.reinstatable();
    if (!(most > 0 && most < infinity)) return;
    ColumnDescription column{treaty_, "reinstated", "What of the year's recovery is reinstated."};
    column.measured = column.tailed = column.stored = false;  // its mean is one of the layer's figures
    reinstated_ = columns.add(std::move(column));
}

void LayerPlan::fill(std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const {
    if (reinstated_ == constant_column) return;
    const double most = terms_.reinstatable();
    double const* recovery = columns[recovery_].data() + at;
    double* reinstated = columns[reinstated_].data() + at;
    for (std::size_t c = 0; c < n; ++c) reinstated[c] = std::min(recovery[c], most);
}

void LayerPlan::add_figures(std::span<SeriesSums const> sums, std::vector<MetricRow>& rows) const {
    add_layer_figures(treaty_, terms_,
                      {sums[recovery_], sums[attached_], sums[exhausted_],
                       reinstated_ == constant_column ? nullptr : &sums[reinstated_]},
                      rows);
}

}  // namespace riskpool
