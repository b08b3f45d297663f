#include "sim/run/settlement_account.hpp"

#include <numeric>
#include <string>
#include <utility>

#include "sim/pool/share_setting.hpp"

namespace riskpool {

SettlementAccount::SettlementAccount(Scenario const& scenario, Pool const& pool, std::vector<double> original_share,
                                     ColumnRegister& columns)
    : plan_(*pool.settlement, scenario.members, scenario.years),
      years_(scenario.years),
      put_in_common_(pool.settlement->pool_share),
      expenses_(pool.expenses),
      original_share_(std::move(original_share)),
      premium_(scenario.members.size()) {
    for (std::size_t i = 0; i < original_share_.size(); ++i) {
        Insured const& insured = scenario.insureds.list[i];
        originator_.push_back(find_member(scenario.members, insured.originator));
        if (originator_[i] < premium_.size()) premium_[originator_[i]] += original_share_[i] * insured.premium;
    }
    lead_fee_.assign(years_, 0.0);
    const std::size_t lead = find_member(scenario.members, pool.settlement->lead);
    const double fee =
        pool.settlement->lead_fee * put_in_common_ * std::accumulate(premium_.begin(), premium_.end(), 0.0);
    for (std::uint32_t year = 0; year < years_ && lead < premium_.size(); ++year) {
        if (scenario.members[lead].takes_part(year + 1)) lead_fee_[year] = fee;
    }
    for (auto const& member : scenario.members) {
        const std::string party = scenario.pools.size() > 1 ? pool.name + ": " + member.name : member.name;
        const auto plain = [&](std::string quantity, std::string about) {
            ColumnDescription column{party, std::move(quantity), std::move(about)};
            column.stored = scenario.output.members;
            return columns.add(std::move(column));
        };
        Ids ids{};
        ids.own_loss = plain("gross_loss", "Losses of the risks that it brought.");
        ids.own_result = plain("own_result", "What it would gain by itself: premium less expenses and losses.");
        ids.transfer = plain("transfer", "Its result less its own result: what settling gives it.");
        ColumnDescription settled{party, "settled", "What the pool pays it at the end of the year."};
        settled.measured = settled.tailed = settled.stored = false;
        ids.settled = columns.add(std::move(settled));
        ids.result = plain("result", "What the member gains or loses after settling.");
        ids_.push_back(ids);
    }
}

void SettlementAccount::enter_ledger(Scenario const& scenario, PartyId pool, Ledger& ledger) const {
    const PartyId insureds = ledger.party(PartyKind::insureds, "insureds");
    const PartyId providers = ledger.party(PartyKind::providers, "providers");
    const double kept = 1 - put_in_common_;
    for (std::size_t m = 0; m < ids_.size(); ++m) {
        const PartyId member = ledger.party(PartyKind::member, scenario.members[m].name);
        ledger.enter(pool, member, Reason::settlement, ids_[m].settled, 1);
        ledger.enter(insureds, member, Reason::premium, constant_column, kept * premium_[m]);
        ledger.enter(member, providers, Reason::expenses, constant_column, kept * expenses_ * premium_[m]);
        ledger.enter(member, insureds, Reason::claims, ids_[m].own_loss, kept);
    }
}

void SettlementAccount::take_lead_fee(std::span<double> income) const {
    for (std::size_t c = 0; c < income.size(); ++c) income[c] -= lead_fee_[c % years_];
}

void SettlementAccount::run(LossBlock const& block, std::span<double const> pool_result, SettlementScratch& scratch,
                            std::span<std::vector<double>> columns, std::size_t at) const {
    const std::size_t members = ids_.size();
    scratch.own_result.resize(members);
    scratch.final_results.resize(members);
    scratch.transfers.resize(members);
    for (std::size_t c = 0; c < pool_result.size(); ++c) {
        scratch.own_loss.assign(members + 1, 0.0);
        for (std::uint32_t r = block.cell_row_begin(c); r < block.cell_row_begin(c + 1); ++r) {
            const std::size_t i = block.insured[r].index();
            scratch.own_loss[originator_[i]] += original_share_[i] * block.loss[r];
        }
        for (std::size_t m = 0; m < members; ++m) {
            scratch.own_result[m] = (1 - expenses_) * premium_[m] - scratch.own_loss[m];
        }
        if (c % years_ == 0) plan_.open(scratch.state);
        plan_.settle(scratch.state, {scratch.own_result, premium_, pool_result[c]}, scratch.final_results,
                     scratch.transfers);
        for (std::size_t m = 0; m < members; ++m) {
            columns[ids_[m].own_loss][at + c] = scratch.own_loss[m];
            columns[ids_[m].own_result][at + c] = scratch.own_result[m];
            columns[ids_[m].transfer][at + c] = scratch.transfers[m];
            columns[ids_[m].settled][at + c] = scratch.final_results[m] - (1 - put_in_common_) * scratch.own_result[m];
            columns[ids_[m].result][at + c] = scratch.final_results[m];
        }
    }
}

}  // namespace riskpool
