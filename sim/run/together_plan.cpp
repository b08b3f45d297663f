#include "sim/run/together_plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/metric/leaf.hpp"
#include "sim/metric/order_statistic.hpp"

namespace riskpool {

TogetherPlan::TogetherPlan(Scenario const& scenario, std::span<std::size_t const> sources,
                           std::vector<ColumnDescription> const& columns) {
    if (!scenario.output.together) return;
    level_ = scenario.output.together->level;
    const auto pair_from = [&](std::size_t first) {
        for (std::size_t a = first; a < series_.size(); ++a) {
            for (std::size_t b = a + 1; b < series_.size(); ++b) pairs_.emplace_back(a, b);
        }
    };
    const auto enter = [&](std::string kind, std::string const& party, std::string const& quantity) {
        const auto is_it = [&](ColumnDescription const& column) {
            return column.party == party && column.quantity == quantity && column.basis == Basis::annual;
        };
        const auto at = std::find_if(columns.begin(), columns.end(), is_it);
        if (at == columns.end()) return;
        series_.push_back({std::move(kind), party, quantity, static_cast<std::size_t>(at - columns.begin())});
    };
    for (auto const& pool : scenario.pools) enter("pool", pool.name, "gross_loss");
    pair_from(0);
    const std::size_t first_source = series_.size();
    for (const std::size_t column : sources) {
        series_.push_back({"source", columns[column].party, columns[column].quantity, column});
    }
    pair_from(first_source);
    const std::size_t first_member = series_.size();
    if (scenario.output.members && scenario.pools.size() > 1) {
        for (auto const& member : scenario.members) enter("member", member.name, "net_loss");
    }
    pair_from(first_member);
}

void TogetherPlan::find_leaves(std::span<std::vector<double> const> columns, std::uint32_t years,
                               TogetherScratch& scratch, std::vector<PairLeaf>& leaves) const {
    leaves.clear();
    if (pairs_.empty()) return;
    scratch.signs.resize(series_.size());
    const std::size_t step = leaf_trials * years, all = columns[series_.front().column].size();
    for (std::size_t begin = 0; begin < all; begin += step) {
        const auto values = [&](std::size_t s) {
            return std::span<double const>(columns[series_[s].column]).subspan(begin, std::min(step, all - begin));
        };
        for (std::size_t s = 0; s < series_.size(); ++s) scratch.signs[s].find(values(s), years);
        for (auto const& [a, b] : pairs_) {
            leaves.push_back(pair_leaf(values(a), values(b), years, scratch.signs[a], scratch.signs[b]));
        }
    }
}

TogetherState::TogetherState(TogetherPlan const& plan, std::uint64_t observations) : sums_(plan.pairs().size()) {
    if (sums_.empty() || observations == 0) return;
    const std::uint64_t beyond = observations - quantile_rank(plan.level(), observations);
    exceedances_.assign(plan.series().size(), Exceedances(beyond));
}

void TogetherState::add(TogetherPlan const& plan, std::uint64_t first_place,
                        std::span<std::vector<double> const> columns, std::span<PairLeaf const> leaves) {
    for (std::size_t k = 0; k < leaves.size(); ++k) sums_[k % sums_.size()].add(leaves[k]);
    for (std::size_t s = 0; s < exceedances_.size(); ++s) {
        exceedances_[s].add(first_place, columns[plan.series()[s].column]);
    }
}

void TogetherState::merge(TogetherState const& next, std::uint64_t shift) {
    for (std::size_t k = 0; k < sums_.size(); ++k) sums_[k].merge(next.sums_[k]);
    for (std::size_t s = 0; s < exceedances_.size(); ++s) exceedances_[s].merge(next.exceedances_[s], shift);
}

std::vector<PairRow> TogetherState::rows(TogetherPlan const& plan, std::uint64_t trials, std::uint32_t years,
                                         std::uint64_t trials_apart) const {
    std::vector<PairRow> rows;
    if (sums_.empty() || trials == 0) return rows;
    const std::uint64_t observations = trials * years;
    const std::uint64_t beyond = observations - quantile_rank(plan.level(), observations);
    std::vector<std::vector<std::uint64_t>> above;
    for (auto const& each : exceedances_) above.push_back(each.above(beyond));
    // Draws on common random numbers are no independent trials: their leaves count once.
    const double shared = std::sqrt(static_cast<double>(trials) / static_cast<double>(std::min(trials, trials_apart)));
    for (std::size_t k = 0; k < sums_.size(); ++k) {
        auto const& [a, b] = plan.pairs()[k];
        TogetherPlan::Series const& first = plan.series()[a];
        PairRow row{first.kind, first.quantity, first.party, plan.series()[b].party};
        const auto enter = [&](std::string measure, double level, Estimate const& estimate, double independent) {
            row.measure = std::move(measure);
            row.level = level;
            row.value = estimate.value;
            row.standard_error = estimate.standard_error;
            row.independent = independent;
            rows.push_back(row);
        };
        for (auto const& [measure, found] :
             {std::pair{"pearson", sums_[k].pearson()}, std::pair{"kendall", sums_[k].kendall()}}) {
            enter(measure, std::numeric_limits<double>::quiet_NaN(),
                  {found.value, found.standard_error * shared, false}, 0);
        }
        const CoExceedance both = co_exceedance(above[a], above[b], observations, years, trials_apart);
        enter("co_exceedance", plan.level(), both.probability, both.independent);
    }
    return rows;
}

}  // namespace riskpool
