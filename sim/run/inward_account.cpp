#include "sim/run/inward_account.hpp"

#include <string>
#include <utility>

#include "sim/pool/share_setting.hpp"

namespace riskpool {

InwardAccount::InwardAccount(Scenario const& scenario, Pool const& pool, std::vector<double> pool_share,
                             ColumnRegister& columns)
    : writers_(scenario.members.size()) {
    for (std::size_t i = 0; i < pool_share.size(); ++i) {
        Insured const& insured = scenario.insureds.list[i];
        const bool covered = pool.covers.matches(insured);
        originator_.push_back(covered ? find_member(scenario.members, insured.originator) : writers_.size());
        if (originator_[i] == writers_.size()) {
            market_premium_ += pool_share[i] * insured.premium;
            continue;
        }
        Writer& writer = writers_[originator_[i]];
        writer.premium += insured.premium;
        writer.ceded_premium += pool_share[i] * insured.premium;
    }
    for (std::size_t m = 0; m < writers_.size(); ++m) {
        writers_[m].commission = pool.inward->commission * writers_[m].ceded_premium;
        commission_ += writers_[m].commission;
        std::string const& name = scenario.members[m].name;
        const std::string party = scenario.pools.size() > 1 ? pool.name + ": " + name : name;
        const auto plain = [&](std::string quantity, std::string about) {
            ColumnDescription column{party, std::move(quantity), std::move(about)};
            column.tailed = false;
            column.stored = scenario.output.members;
            return columns.add(std::move(column));
        };
        writers_[m].kept = plain("kept_loss", "Of the losses of risks that it wrote, what it keeps.");
        writers_[m].ceded = plain("ceded_loss", "Of the losses of risks that it wrote, what the pool pays it.");
    }
    ColumnDescription market{pool.name, "inward_loss", "The pool's part of losses of risks that no member wrote."};
    market.tailed = false;
    market_loss_ = columns.add(std::move(market));
}

void InwardAccount::enter_ledger(Scenario const& scenario, PartyId pool, Ledger& ledger) const {
    const PartyId insureds = ledger.party(PartyKind::insureds, "insureds");
    ledger.enter(insureds, pool, Reason::premium, constant_column, market_premium_);
    ledger.enter(pool, insureds, Reason::claims, market_loss_, 1);
    for (std::size_t m = 0; m < writers_.size(); ++m) {
        Writer const& writer = writers_[m];
        const PartyId member = ledger.party(PartyKind::member, scenario.members[m].name);
        ledger.enter(insureds, member, Reason::premium, constant_column, writer.premium);
        ledger.enter(member, pool, Reason::ceded_premium, constant_column, writer.ceded_premium);
        ledger.enter(pool, member, Reason::commission, constant_column, writer.commission);
        ledger.enter(pool, member, Reason::recovery, writer.ceded, 1);
        ledger.enter(member, insureds, Reason::claims, writer.ceded, 1);
        ledger.enter(member, insureds, Reason::claims, writer.kept, 1);
    }
}

void InwardAccount::run(LossBlock const& block, std::span<double const> subject, MemberAccount const& members,
                        InwardScratch& scratch, std::span<std::vector<double>> columns, std::size_t at) const {
    const std::size_t count = writers_.size();
    for (std::size_t c = 0; c < block.cells.size(); ++c) {
        scratch.kept.assign(count + 1, 0.0);
        scratch.ceded.assign(count + 1, 0.0);
        for (std::uint32_t r = block.cell_row_begin(c); r < block.cell_row_begin(c + 1); ++r) {
            const std::size_t m = originator_[block.insured[r].index()];
            scratch.kept[m] += block.loss[r] - subject[r];
            scratch.ceded[m] += subject[r];
        }
        columns[market_loss_][at + c] = scratch.ceded[count];
        for (std::size_t m = 0; m < count; ++m) {
            Writer const& writer = writers_[m];
            columns[writer.kept][at + c] = scratch.kept[m];
            columns[writer.ceded][at + c] = scratch.ceded[m];
            columns[members.result_column(m)][at + c] +=
                writer.premium - writer.ceded_premium + writer.commission - scratch.kept[m];
        }
    }
}

}  // namespace riskpool
