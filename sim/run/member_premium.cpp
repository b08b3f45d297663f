#include "sim/run/member_premium.hpp"

#include "sim/pool/share_setting.hpp"
#include "sim/run/buyer_plan.hpp"
#include "sim/run/member_shares.hpp"
#include "sim/treaty/programme.hpp"

namespace riskpool {

namespace {

double ceded_premium(Programme const& programme) {
    double sum = 0;
    for (std::size_t k = 0; k < programme.treaties(); ++k) sum += programme.treaty(k).premium;
    return sum;
}

TreatySetting setting_of(Scenario const& scenario, std::vector<double> const& share) {
    TreatySetting setting{scenario.insureds.list, share, {}};
    for (std::size_t i = 0; i < share.size(); ++i) {
        setting.premium.push_back(share[i] * scenario.insureds.list[i].premium);
    }
    return setting;
}

/// Premium of risks that a member brought into a pool that settles: what it writes itself.
double originated_premium(Scenario const& scenario, std::size_t member, std::vector<double> const& premium) {
    double sum = 0;
    for (std::size_t i = 0; i < premium.size(); ++i) {
        if (find_member(scenario.members, scenario.insureds.list[i].originator) == member) sum += premium[i];
    }
    return sum;
}

}  // namespace

MemberPremium::MemberPremium(Scenario const& scenario, std::size_t member, double other_premium,
                             ColumnRegister const& columns)
    : fixed_(scenario.years, other_premium) {
    for (auto const& pool : scenario.pools) add_pool(scenario, pool, member, columns);
}

void MemberPremium::add_pool(Scenario const& scenario, Pool const& pool, std::size_t member,
                             ColumnRegister const& columns) {
    const MemberShares shares(scenario, pool);
    const TreatySetting setting = setting_of(scenario, shares.pool_share());
    const double premium = setting.subject_premium();
    const Programme programme(pool.programme, setting, source_causes(scenario));
    const double ceded = ceded_premium(programme);
    std::vector<double> part(scenario.years);
    for (std::uint32_t year = 0; year < scenario.years; ++year) {
        double written = shares.premium_key(year, member) * premium;
        part[year] = shares.premium_key(year, member);
        if (pool.settlement) {
            const double pooled = originated_premium(scenario, member, setting.premium);
            written = pooled / pool.settlement->pool_share;
            part[year] = premium > 0 ? pooled / premium : 0;
        }
        fixed_[year] += written - part[year] * ceded;
    }
    if (pool.inward) {
        double kept = 0;  // of the risks that it writes itself
        for (std::size_t i = 0; i < scenario.insureds.list.size(); ++i) {
            Insured const& insured = scenario.insureds.list[i];
            if (!shares.covers(i) || insured.originator != scenario.members[member].name) continue;
            kept += (1 - shares.pool_share()[i]) * insured.premium;
        }
        for (double& each : fixed_) each += kept;
    }
    const std::string prefix = scenario.pools.size() > 1 ? pool.name + ": " : "";
    for (std::size_t k = 0; k < programme.treaties(); ++k) take_off(columns, prefix + programme.treaty(k).name, part);
    for (auto const& own : pool.member_reinsurance) {
        if (own.member != scenario.members[member].name) continue;
        std::vector<double> mine = shares.pool_share();
        for (std::size_t i = 0; i < mine.size(); ++i) mine[i] *= shares.key(0, i, member);
        const Programme bought(own.programme, setting_of(scenario, mine), source_causes(scenario));
        for (double& each : fixed_) each -= ceded_premium(bought);
        for (std::size_t k = 0; k < bought.treaties(); ++k) {
            take_off(columns, prefix + own.member + ": " + bought.treaty(k).name,
                     std::vector<double>(scenario.years, 1.0));
        }
    }
}

void MemberPremium::take_off(ColumnRegister const& columns, std::string const& treaty,
                             std::vector<double> const& part) {
    for (std::size_t k = 0; k < columns.all().size(); ++k) {
        ColumnDescription const& column = columns.all()[k];
        if (column.party != treaty) continue;
        if (column.quantity == "reinstatement_premium" || column.quantity == "premium_adjustment") {
            terms_.push_back({k, part});
        }
    }
}

void MemberPremium::fill(std::span<std::vector<double> const> columns, std::size_t at,
                         std::span<double> kept) const noexcept {
    const std::size_t years = fixed_.size();
    for (std::size_t c = 0; c < kept.size(); ++c) kept[c] = fixed_[c % years];
    for (auto const& term : terms_) {
        double const* amount = columns[term.column].data() + at;
        for (std::size_t c = 0; c < kept.size(); ++c) kept[c] -= term.part[c % years] * amount[c];
    }
}

}  // namespace riskpool
