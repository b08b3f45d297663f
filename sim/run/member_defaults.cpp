#include "sim/run/member_defaults.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace riskpool {

MemberDefaults::MemberDefaults(Scenario const& scenario, Pool const& pool, ColumnRegister& columns)
    : plan_(pool.liability->compile(scenario.members)),
      years_(scenario.years),
      assets_follow_results_(pool.liability->assets == MemberAssets::with_results) {
    for (auto const& member : scenario.members) {
        assets_.push_back(member.capital_and_reserves() > 0 ? member.capital_and_reserves() : infinity);
        capacity_.push_back(member.capacity);
        const std::string party = scenario.pools.size() > 1 ? pool.name + ": " + member.name : member.name;
        ColumnDescription column{party, "default_loss", "What it leaves unpaid; below 0: what it takes over."};
        column.tailed = false;
        column.stored = scenario.output.members;
        left_.push_back(columns.add(std::move(column)));
    }
    if (plan_.lead != LiabilityPlan::nobody) {
        borne_by_lead_ = columns.add({pool.name, "borne_by_lead", "What the lead pays for members in default."});
    }
    shortfall_ = columns.add({pool.name, "unpaid_claims", "What members in default leave and nobody pays."});
}

void MemberDefaults::enter_ledger(Scenario const& scenario, PartyId pool, Ledger& ledger) const {
    for (std::size_t m = 0; m < left_.size(); ++m) {
        ledger.enter(pool, ledger.party(PartyKind::member, scenario.members[m].name), Reason::default_loss, left_[m],
                     1);
    }
    if (borne_by_lead_ != constant_column) {
        ledger.enter(ledger.party(PartyKind::member, scenario.members[plan_.lead].name), pool, Reason::default_loss,
                     borne_by_lead_, 1);
    }
    ledger.enter(ledger.party(PartyKind::insureds, "insureds"), pool, Reason::default_loss, shortfall_, 1);
}

void MemberDefaults::run(DefaultFlags const& flags, MemberAccount const& members, MemberDefaultScratch& scratch,
                         std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const {
    const std::size_t count = left_.size();
    scratch.owed.resize(count);
    scratch.paid.resize(count);
    scratch.defaulted.resize(count);
    scratch.standing.resize(count);
    std::vector<double>& free = scratch.free_capacity;
    free.resize(count);
    scratch.assets = assets_;
    for (std::size_t c = at; c < at + n; ++c) {
        for (std::size_t m = 0; m < count && assets_follow_results_; ++m) {
            if ((c - at) % years_ == 0) {
                scratch.assets[m] = assets_[m];
            } else {
                scratch.assets[m] = std::max(scratch.assets[m] + columns[members.result_column(m)][c - 1], 0.0);
            }
        }
        for (std::size_t m = 0; m < count; ++m) {
            double owed = columns[members.payment_column(m)][c];
            if (members.call_column(m) != constant_column) owed += columns[members.call_column(m)][c];
            scratch.owed[m] = std::max(owed, 0.0);
            scratch.defaulted[m] = flags.member[m][c - at];
            free[m] = std::max(capacity_[m] - scratch.owed[m], 0.0);
        }
        const LiabilityOutcome outcome =
            plan_.settle({scratch.owed, scratch.defaulted, flags.member_recovery, scratch.assets, free}, scratch.paid,
                         scratch.standing);
        for (std::size_t m = 0; m < count; ++m) {
            const double left = scratch.owed[m] - scratch.paid[m];
            columns[left_[m]][c] = left;
            columns[members.result_column(m)][c] += left;
        }
        columns[shortfall_][c] = outcome.shortfall;
        if (borne_by_lead_ == constant_column) continue;
        columns[borne_by_lead_][c] = outcome.borne_by_lead;
        columns[members.result_column(plan_.lead)][c] -= outcome.borne_by_lead;
    }
}

}  // namespace riskpool
