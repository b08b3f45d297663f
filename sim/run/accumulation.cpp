#include "sim/run/accumulation.hpp"

#include <limits>
#include <utility>

#include "sim/run/source_totals.hpp"

namespace riskpool {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Whom a pool covers, and their sums insured together.
struct Covered {
    std::vector<bool> insured;
    double sum_insured = 0;

    Covered(Pool const& pool, Insureds const& insureds) : insured(insureds.size()) {
        for (const InsuredId id : pool.covers.select(insureds)) {
            insured[id.index()] = true;
            sum_insured += insureds[id.index()].sum_insured();
        }
    }
};

/// Enters those who rely on the asset by more than the threshold.
void enter(AssetDependants const& asset, Covered const& covered, Insureds const& insureds, double threshold,
           AccumulationRow& row) {
    bool every_pml = true;
    for (Dependant const& each : asset.dependants) {
        if (!(each.share > threshold) || !covered.insured[each.insured.index()]) continue;
        Insured const& insured = insureds[each.insured.index()];
        ++row.insureds;
        row.sum_insured += insured.sum_insured();
        row.relied_on += each.share * insured.sum_insured();
        row.policy_limits += insured.limit;
        row.pml += insured.pml;
        every_pml = every_pml && insured.pml > 0;
    }
    row.share_of_pool = covered.sum_insured > 0 ? row.sum_insured / covered.sum_insured : unknown;
    if (!every_pml) row.pml = unknown;
}

}  // namespace

std::vector<AccumulationRow> accumulation(Scenario const& scenario, double threshold) {
    Insureds const& insureds = scenario.insureds.list;
    std::vector<Covered> covered;
    for (auto const& pool : scenario.pools) covered.emplace_back(pool, insureds);
    std::vector<AccumulationRow> rows;
    for (std::size_t s = 0; s < scenario.sources.size(); ++s) {
        for (auto const& asset : scenario.sources[s].shared_assets(insureds)) {
            for (std::size_t p = 0; p < covered.size(); ++p) {
                AccumulationRow row{source_party(scenario, s), asset.asset, scenario.pools[p].name, asset.yearly_rate};
                enter(asset, covered[p], insureds, threshold, row);
                if (row.insureds > 0) rows.push_back(std::move(row));
            }
        }
    }
    return rows;
}

}  // namespace riskpool
