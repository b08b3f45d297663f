#include "sim/run/unplaced.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string>
#include <variant>

#include "sim/metric/estimate.hpp"
#include "sim/scenario/pool_shares.hpp"

namespace riskpool {

namespace {

constexpr double rounding = 1e-9;

template <class... Kind>
bool has_caps(std::variant<Kind...> const& rules) {
    return std::visit(
        [](auto const& rule) {
            using Rule = std::remove_cvref_t<decltype(rule)>;
            const auto inner = [](auto const& each) { return has_caps(each.shares); };
            if constexpr (std::is_same_v<Rule, ByCapacity>) {
                return true;
            } else if constexpr (std::is_same_v<Rule, ByCapital>) {
                return rule.part_of_capital < infinity;
            } else if constexpr (std::is_same_v<Rule, BySection>) {
                return std::any_of(rule.sections.begin(), rule.sections.end(), inner);
            } else if constexpr (std::is_same_v<Rule, ByYear>) {
                return std::any_of(rule.periods.begin(), rule.periods.end(), inner);
            } else if constexpr (std::is_same_v<Rule, SoloOrPool>) {
                return has_caps(rule.shares);
            } else {
                return false;
            }
        },
        rules);
}

}  // namespace

std::vector<MetricRow> unplaced_risks(Scenario const& scenario) {
    std::vector<MetricRow> rows;
    for (auto const& pool : scenario.pools) {
        if (!has_caps(pool.shares)) continue;
        std::vector<std::size_t> chosen;
        for (const InsuredId id : pool.covers.select(scenario.insureds.list)) chosen.push_back(id.index());
        const auto shares = pool_shares_by_year(pool, {scenario.insureds.list, chosen, scenario.members}, 1);
        for (std::size_t row = 0; row < chosen.size(); ++row) {
            const double left = 1 - shares.front().row(static_cast<Eigen::Index>(row)).sum();
            if (!(left > rounding)) continue;
            MetricRow figure;
            figure.metric = "unplaced";
            figure.party = pool.name;
            figure.quantity = scenario.insureds.list[chosen[row]].name;
            figure.basis = basis_name(Basis::annual);
            figure.value = figure.low = figure.high = left;
            figure.warning = "members' capacities leave a part of the risk with the insured";
            rows.push_back(std::move(figure));
        }
    }
    return rows;
}

}  // namespace riskpool
