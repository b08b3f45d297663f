#include "sim/run/lead_account.hpp"

#include <algorithm>
#include <utility>

#include "sim/pool/share_setting.hpp"

namespace riskpool {

LeadAccount::LeadAccount(Scenario const& scenario, Pool const& pool, ColumnRegister& columns)
    : terms_(*pool.lead_pays),
      lead_(find_member(scenario.members, terms_.lead)),
      years_(scenario.years),
      ids_(scenario.members.size()) {
    for (std::uint32_t year = 0; year < terms_.lag; ++year) growth_ *= 1 + terms_.rate;
    for (std::size_t m = 0; m < ids_.size(); ++m) {
        if (m == lead_) continue;
        std::string const& name = scenario.members[m].name;
        const std::string party = scenario.pools.size() > 1 ? pool.name + ": " + name : name;
        const auto plain = [&](std::string quantity, std::string about) {
            ColumnDescription column{party, std::move(quantity), std::move(about)};
            column.tailed = false;
            column.stored = scenario.output.members;
            return columns.add(std::move(column));
        };
        ids_[m].advance = plain("advanced_by_lead", "What the lead pays for it of the year's losses.");
        ids_[m].repaid = plain("repaid_to_lead", "What it pays the lead for earlier years, with interest.");
    }
    claim_ = columns.add({pool.name, "owed_to_lead", "What the others owe the lead at the end of the year."});
}

void LeadAccount::enter_ledger(Scenario const& scenario, Ledger& ledger) const {
    const PartyId lead = ledger.party(PartyKind::member, terms_.lead);
    for (std::size_t m = 0; m < ids_.size(); ++m) {
        if (m == lead_) continue;
        const PartyId member = ledger.party(PartyKind::member, scenario.members[m].name);
        ledger.enter(lead, member, Reason::advance, ids_[m].advance, 1);
        ledger.enter(member, lead, Reason::advance_repaid, ids_[m].repaid, 1);
    }
}

void LeadAccount::run(DefaultFlags const* flags, MemberAccount const& members, std::vector<std::size_t> const* left,
                      std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const {
    double* claim = columns[claim_].data() + at;
    double* lead_result = columns[members.result_column(lead_)].data() + at;
    std::fill_n(claim, n, 0.0);
    for (std::size_t m = 0; m < ids_.size(); ++m) {
        if (m == lead_) continue;
        double const* payment = columns[members.payment_column(m)].data() + at;
        double const* call =
            members.call_column(m) == constant_column ? nullptr : columns[members.call_column(m)].data() + at;
        double const* unpaid = left == nullptr ? nullptr : columns[(*left)[m]].data() + at;
        double* advance = columns[ids_[m].advance].data() + at;
        double* repaid = columns[ids_[m].repaid].data() + at;
        double* result = columns[members.result_column(m)].data() + at;
        double owed = 0;
        for (std::size_t c = 0; c < n; ++c) {
            if (c % years_ == 0) owed = 0;
            const double pays = payment[c] + (call == nullptr ? 0 : call[c]) - (unpaid == nullptr ? 0 : unpaid[c]);
            advance[c] = terms_.part * std::max(pays, 0.0);
            const double due = c % years_ >= terms_.lag ? advance[c - terms_.lag] : 0;
            const bool fails = flags != nullptr && flags->member[m][c] != 0;
            repaid[c] = growth_ * due * (fails ? flags->member_recovery[m] : 1);
            owed += advance[c] - due;
            claim[c] += owed;
            result[c] += advance[c] - repaid[c];
            lead_result[c] += repaid[c] - advance[c];
        }
    }
}

}  // namespace riskpool
