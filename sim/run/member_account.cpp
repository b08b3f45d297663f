#include "sim/run/member_account.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace riskpool {

MemberAccount::MemberAccount(Scenario const& scenario, Pool const& pool, MemberShares const& shares, bool called,
                             ColumnRegister& columns)
    : years_(scenario.years), same_every_year_(shares.same_every_year()) {
    for (auto const& member : scenario.members) {
        const std::string party = scenario.pools.size() > 1 ? pool.name + ": " + member.name : member.name;
        // Net loss and result of a member that cedes on its own account are measured after that cession.
        const bool cedes = std::any_of(pool.member_reinsurance.begin(), pool.member_reinsurance.end(),
                                       [&](MemberReinsurance const& own) { return own.member == member.name; });
        const auto quiet = [&](std::string quantity, std::string about) {
            return columns.add(
                {party, std::move(quantity), std::move(about), Unit::money, Basis::annual, false, false, false, false});
        };
        Ids ids;
        ColumnDescription gross{party, "gross_loss", "The member's part of the pool's gross loss."};
        gross.tailed = gross.stored = false;
        ids.gross_loss = columns.add(std::move(gross));
        ids.net_loss = columns.add({party, "net_loss", "The member's part of the pool's net loss.", Unit::money,
                                    Basis::annual, false, !cedes, true, scenario.output.members && !cedes});
        ids.payment = quiet("payment", "What the member pays for losses, after funds and others have paid.");
        if (called) {
            ColumnDescription call{party, "call", "What the member is called for beside its part of losses."};
            call.stored = scenario.output.members;
            ids.call = columns.add(std::move(call));
        }
        if (!same_every_year_) {
            ids.premium_side = quiet("premium_side", "Its part of premium less expenses, cessions and accrual.");
        }
        if (shares.final_after() > 0) {
            ids.adjustment = quiet("share_adjustment", "What it gets because the shares of an earlier year are final.");
        }
        ids.result = columns.add({party, "result", "What the member gains or loses.", Unit::money, Basis::annual, false,
                                  !cedes, false, scenario.output.members && !cedes});
        ids_.push_back(ids);
    }
}

void MemberAccount::enter_ledger(Scenario const& scenario, PartyId pool, Ledger& ledger) const {
    for (std::size_t m = 0; m < ids_.size(); ++m) {
        const PartyId member = ledger.party(PartyKind::member, scenario.members[m].name);
        ledger.enter(member, pool, Reason::retained_loss, ids_[m].payment, 1);
        if (ids_[m].call != constant_column) ledger.enter(member, pool, Reason::call, ids_[m].call, 1);
        if (ids_[m].premium_side != constant_column) {
            ledger.enter(pool, member, Reason::premium, ids_[m].premium_side, 1);
        }
        if (ids_[m].adjustment != constant_column) {
            ledger.enter(pool, member, Reason::share_adjustment, ids_[m].adjustment, 1);
        }
    }
}

void MemberAccount::split_losses(LossBlock const& block, MemberShares const& shares, std::span<double const> subject,
                                 std::span<double const> net_rows, std::span<double const> net, bool beyond_rows,
                                 MemberAccountScratch& scratch, std::span<std::vector<double>> columns,
                                 std::size_t at) const {
    scratch.part.resize(ids_.size());
    for (std::size_t cell = 0; cell < block.cells.size(); ++cell) {
        scratch.gross.assign(ids_.size(), 0.0);
        scratch.net.assign(ids_.size(), 0.0);
        shares.split_cell(block, cell, subject, net_rows, scratch.part, scratch.gross, scratch.net);
        double rest = beyond_rows ? net[cell] : 0;
        for (std::size_t m = 0; m < ids_.size() && beyond_rows; ++m) rest -= scratch.net[m];
        const auto year = static_cast<std::uint32_t>(cell % years_);
        for (std::size_t m = 0; m < ids_.size(); ++m) {
            columns[ids_[m].gross_loss][at + cell] = scratch.gross[m];
            columns[ids_[m].net_loss][at + cell] = scratch.net[m] + shares.premium_key(year, m) * rest;
        }
    }
}

void MemberAccount::owe(MemberShares const& shares, std::span<double const> net, std::span<double const> due,
                        std::span<std::vector<double>> columns, std::size_t at) const {
    for (std::size_t c = 0; c < net.size(); ++c) {
        const double uncollected = due[c] - net[c];
        const auto year = static_cast<std::uint32_t>(c % years_);
        for (std::size_t m = 0; m < ids_.size(); ++m) {
            columns[ids_[m].payment][at + c] =
                columns[ids_[m].net_loss][at + c] + shares.premium_key(year, m) * uncollected;
        }
    }
}

void MemberAccount::pay_left(std::span<double const> due, std::span<double const> left,
                             std::span<std::vector<double>> columns, std::size_t at) const {
    for (std::size_t c = 0; c < due.size(); ++c) {
        const double part = due[c] > 0 ? left[c] / due[c] : 1;
        for (auto const& ids : ids_) columns[ids.payment][at + c] *= part;
    }
}

void MemberAccount::close(MemberShares const& shares, std::span<double const> premium_side,
                          std::span<std::vector<double>> columns, std::size_t at) const {
    for (std::size_t c = 0; c < premium_side.size(); ++c) {
        const auto year = static_cast<std::uint32_t>(c % years_);
        for (std::size_t m = 0; m < ids_.size(); ++m) {
            Ids const& ids = ids_[m];
            const double mine = shares.premium_key(year, m) * premium_side[c];
            if (ids.premium_side != constant_column) columns[ids.premium_side][at + c] = mine;
            double result = mine - columns[ids.payment][at + c];
            if (ids.call != constant_column) result -= columns[ids.call][at + c];
            columns[ids.result][at + c] = result;
        }
    }
}

void MemberAccount::adjust(MemberShares const& shares, std::span<double const> pool_result,
                           std::span<std::vector<double>> columns, std::size_t at) const {
    const std::uint32_t lag = shares.final_after();
    for (std::size_t c = 0; c < pool_result.size(); ++c) {
        const auto year = static_cast<std::uint32_t>(c % years_);
        for (std::size_t m = 0; m < ids_.size(); ++m) {
            double adjustment = 0;
            if (year >= lag) {
                const double change = shares.final_key(year - lag, m) - shares.premium_key(year - lag, m);
                adjustment = change * pool_result[c - lag];
            }
            columns[ids_[m].adjustment][at + c] = adjustment;
            columns[ids_[m].result][at + c] += adjustment;
        }
    }
}

}  // namespace riskpool
