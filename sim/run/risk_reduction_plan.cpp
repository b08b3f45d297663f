#include "sim/run/risk_reduction_plan.hpp"

#include <algorithm>

#include "sim/scenario/column_slug.hpp"

namespace riskpool {

RiskReductionPlan::RiskReductionPlan(Scenario const& scenario, ColumnRegister& columns, Ledger& ledger) {
    for (auto const& source : scenario.sources) {
        for (auto const& cost : source.costs()) add(cost, scenario.years);
    }
    for (auto& item : items_) {
        const bool by_state = item.payer == MeasurePayer::state;
        ColumnDescription column{item.name, by_state ? "cost_to_state" : "cost_to_insureds",
                                 "What this measure against losses costs."};
        column.tailed = false;
        column.bounded = true;
        item.column = columns.add(std::move(column));
        const PartyId payer =
            by_state ? ledger.party(PartyKind::state, "state") : ledger.party(PartyKind::insureds, "insureds");
        ledger.enter(payer, ledger.party(PartyKind::providers, "providers"), Reason::risk_reduction, item.column, 1);
    }
}

void RiskReductionPlan::add(RiskReductionCost const& cost, std::uint32_t years) {
    if (!(cost.per_year > 0)) return;
    // Names that would name one column are one name.
    auto item = std::find_if(items_.begin(), items_.end(), [&](Item const& each) {
        return column_slug(each.name) == column_slug(cost.measure) && each.payer == cost.payer;
    });
    if (item == items_.end()) {
        items_.push_back({cost.measure, cost.payer, std::vector<double>(years, 0.0)});
        item = items_.end() - 1;
    }
    const std::uint32_t last = std::min(cost.last_year, years);
    for (std::uint32_t year = cost.first_year; year <= last; ++year) item->by_year[year - 1] += cost.per_year;
}

void RiskReductionPlan::fill(CellRange const& cells, std::span<std::vector<double>> columns, std::size_t at) const {
    for (auto const& item : items_) {
        double* out = columns[item.column].data() + at;
        for (std::size_t c = 0; c < cells.size(); ++c) out[c] = item.by_year[c % cells.years];
    }
}

}  // namespace riskpool
