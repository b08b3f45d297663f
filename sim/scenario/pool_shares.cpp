#include "sim/scenario/pool_shares.hpp"

#include <Eigen/Core>

namespace riskpool {

namespace {

constexpr double rounding = 1e-12;

/// What is offered of each risk: the amounts that capacities are measured against.
Insureds offered(Insureds insureds, InwardCession const& terms) {
    for (auto& insured : insureds) {
        if (insured.originator.empty()) continue;
        for (double* amount : {&insured.property, &insured.interruption, &insured.stock, &insured.pml}) {
            *amount *= terms.share;
        }
    }
    return insureds;
}

/// No right to refuse: what is left of a risk is shared as the rest of it is, or in equal parts.
void take_whole(ShareMatrix& shares, std::vector<Member> const& members, std::uint32_t year) {
    Eigen::Index present = 0;
    for (auto const& member : members) present += member.takes_part(year) ? 1 : 0;
    for (Eigen::Index row = 0; row < shares.rows(); ++row) {
        const double sum = shares.row(row).sum();
        if (sum > 1 - rounding) continue;
        if (sum > 0) {
            shares.row(row) /= sum;
            continue;
        }
        for (std::size_t m = 0; m < members.size(); ++m) {
            if (!members[m].takes_part(year)) continue;
            shares(row, static_cast<Eigen::Index>(m)) = 1 / static_cast<double>(present);
        }
    }
}

}  // namespace

std::vector<ShareMatrix> pool_shares_by_year(Pool const& pool, ShareSetting const& setting, std::uint32_t years) {
    if (pool.inward && pool.inward->share < 1) {
        const Insureds scaled = offered(setting.insureds, *pool.inward);
        return shares_by_year(pool.shares, {scaled, setting.covered, setting.members, setting.year}, years);
    }
    std::vector<ShareMatrix> all = shares_by_year(pool.shares, setting, years);
    for (std::size_t year = 0; year < all.size() && pool.assigned_risks; ++year) {
        take_whole(all[year], setting.members, static_cast<std::uint32_t>(year + 1));
    }
    return all;
}

}  // namespace riskpool
