#include "sim/run/pool_account.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

namespace riskpool {

namespace {

ColumnDescription plain(std::string const& party, std::string quantity, std::string about, bool stored = false) {
    ColumnDescription column{party, std::move(quantity), std::move(about)};
    column.tailed = false;
    column.stored = stored;
    return column;
}

ColumnDescription ever(std::string const& party, std::string quantity, std::string about) {
    ColumnDescription column{party, std::move(quantity), std::move(about), Unit::none, Basis::path, true};
    column.tailed = false;
    return column;
}

PartyKind kind_of_sharer(std::string const& name) {
    return name == "state" || name == "government" ? PartyKind::state : PartyKind::partner;
}

}  // namespace

PoolAccount::PoolAccount(Pool const& pool, std::string const& prefix, std::uint32_t years, PoolAccountTerms terms,
                         bool late, ColumnRegister& columns)
    : pool_(pool.name), terms_(std::move(terms)), years_(years) {
    if (pool.loss_sharing) {
        sharing_.emplace(*pool.loss_sharing);
        for (auto const& party : sharing_->parties()) {
            sharing_ids_.push_back(
                party == pool.name
                    ? constant_column
                    : columns.add({prefix + party, "shared_loss", "Its part of the pool's losses by loss sharing."}));
        }
    }
    const std::vector<ReserveFund> funds = pool.funds();
    chain_ = FundChainPlan(funds);
    for (auto const& fund : funds) enter_fund(fund, columns);
    if (late) {
        std::vector<std::string> parties;
        for (auto const& ids : fund_ids_) parties.push_back(ids.party);
        bridge_.emplace(pool.name, pool.liquidity.value_or(Liquidity{}), parties, columns);
    }
    backstops_ = BackstopPlan(pool.backstops);
    for (std::size_t k = 0; k < pool.backstops.size(); ++k) enter_backstop(pool.backstops[k], k, columns);
    if (backstops_.size() > 0 || funds.size() > 1) {
        unfunded_ = columns.add({pool.name, "unfunded", "What funds were asked for and nobody paid but members."});
        unfunded_ever_ = columns.add(ever(pool.name, "unfunded_ever", "1 if that happens in any year of the trial."));
    }
}

void PoolAccount::enter_fund(ReserveFund const& fund, ColumnRegister& columns) {
    FundIds ids;
    ids.party = pool_ + ' ' + (fund.name.empty() ? "fund" : fund.name);
    std::string const& party = ids.party;
    ids.accrual = columns.add(plain(party, "accrual", "Paid into the reserve fund."));
    ids.interest = columns.add(plain(party, "interest", "Return on its balance."));
    ids.release = columns.add({party, "release", "Paid out of the reserve fund."});
    ids.refund = columns.add(plain(party, "refund", "Given back above the cap."));
    ids.call = columns.add({party, "call", "Called from members."});
    ids.shortfall = columns.add({party, "shortfall", "The part of the need that neither fund, call nor loan paid."});
    ids.loan = columns.add(plain(party, "loan_drawn", "Borrowed."));
    ids.loan_repayment = columns.add(plain(party, "loan_repaid", "Paid back."));
    ids.balance = columns.add(plain(party, "balance", "Balance at the end of the year.", true));
    if (!fund.grants.empty()) ids.grant = columns.add(plain(party, "grant", "Start-up money from the state."));
    if (!fund_ids_.empty()) {
        ids.transfer_in = columns.add(plain(party, "transfer_in", "Taken over from the fund before it."));
    }
    if (std::any_of(fund.accrual.begin(), fund.accrual.end(), [](AccrualKinds const& rule) {
            auto const* levy = std::get_if<Levy>(&rule);
            return levy != nullptr && levy->payer == LevyPayer::insureds;
        })) {
        ids.levied = columns.add(plain(party, "levied", "Levied from insureds.", true));
    }
    if (fund.release.haircut > 0) {
        ids.sale_loss = columns.add(plain(party, "sale_loss", "Lost by selling assets for the release.", true));
    }
    ids.ruined = columns.add(ever(party, "ruined", "1 if a shortfall occurs in any year of the trial."));
    fund_measures_.emplace_back(fund, party, years_, columns);
    returns_.push_back(fund.returns);
    draws_returns_ = draws_returns_ || fund.returns;
    fund_ids_.push_back(std::move(ids));
}

void PoolAccount::enter_backstop(BackstopKinds const& kind, std::size_t place, ColumnRegister& columns) {
    BackstopIds ids;
    ids.party = pool_ + ' ' + std::visit([](auto const& each) { return std::string(each.kind); }, kind) + ' ' +
                std::to_string(place + 1);
    const auto add = [&](std::string quantity, std::string about) {
        return columns.add({ids.party, std::move(quantity), std::move(about)});
    };
    std::visit(
        [&]<class Kind>(Kind const& backstop) {
            if constexpr (std::is_same_v<Kind, StateLayer>) {
                ids.guarantee_premium = backstop.guarantee_premium;
                if (backstop.form == LayerForm::grant) {
                    ids.granted = add("granted", "Paid by the state for good.");
                    return;
                }
                ids.lent = add("lent", "Lent by the state.");
                ids.repaid = columns.add(plain(ids.party, "repaid", "Paid back to the state."));
                ids.owed = columns.add(plain(ids.party, "owed", "Owed to the state at the end of the year."));
                if (backstop.write_off_years > 0) {
                    ids.written_off = columns.add(plain(ids.party, "written_off", "Forgiven by the state."));
                }
            } else if constexpr (std::is_same_v<Kind, MemberCall>) {
                ids.called = add("called", "Called from members.");
                by_member_ = true;
            } else if constexpr (std::is_same_v<Kind, FederalShare>) {
                ids.granted = add("granted", "The state's share of members' losses.");
                ids.recouped = columns.add(plain(ids.party, "recouped", "Paid back to the state by insureds."));
                if (backstop.surcharge < infinity) {
                    ids.owed =
                        columns.add(plain(ids.party, "owed", "What insureds are still to pay back to the state."));
                }
                ids.claims_cut = add("claims_cut", "What insureds bear above the programme's cap.");
                by_member_ = true;
            } else if constexpr (std::is_same_v<Kind, ClaimScaling>) {
                ids.claims_cut = add("claims_cut", "By how much claims are cut.");
            } else {
                if constexpr (std::is_same_v<Kind, PolicyholderSurcharge>) {
                    if (backstop.years > 1) {
                        ids.advanced = add("advanced", "Lent until surcharges are collected.");
                        ids.collected =
                            columns.add(plain(ids.party, "collected", "Surcharges that pay it back.", true));
                        ids.owed = columns.add(plain(ids.party, "owed", "What insureds are still to pay back.", true));
                        return;
                    }
                }
                static_assert(std::is_same_v<Kind, PolicyholderSurcharge> || std::is_same_v<Kind, RetrospectivePremium>,
                              "say which columns a new backstop has");
                ids.surcharged = add("surcharged", "Paid by insureds afterwards.");
            }
        },
        kind);
    backstop_ids_.push_back(std::move(ids));
}

std::size_t PoolAccount::shortfall_column() const {
    if (unfunded_ != constant_column || fund_ids_.empty()) return unfunded_;
    return fund_ids_.front().shortfall;
}

void PoolAccount::enter_ledger(PartyId pool, Ledger& ledger) const {
    const PartyId insureds = ledger.party(PartyKind::insureds, "insureds");
    const auto state = [&] { return ledger.party(PartyKind::state, "state"); };
    for (std::size_t k = 0; k < sharing_ids_.size(); ++k) {
        if (sharing_ids_[k] == constant_column) continue;
        std::string const& name = sharing_->parties()[k];
        ledger.enter(ledger.party(kind_of_sharer(name), name), pool, Reason::loss_sharing, sharing_ids_[k], 1);
    }
    enter_fund_ledger(pool, ledger);
    if (bridge_) bridge_->enter_ledger(pool, ledger);
    for (auto const& ids : backstop_ids_) {
        const auto enter = [&](PartyId payer, PartyId payee, Reason reason, std::size_t column) {
            if (column != constant_column) ledger.enter(payer, payee, reason, column, 1);
        };
        if (ids.granted != constant_column) enter(state(), pool, Reason::grant, ids.granted);
        if (ids.lent != constant_column) enter(state(), pool, Reason::loan, ids.lent);
        if (ids.repaid != constant_column) enter(pool, state(), Reason::loan_repayment, ids.repaid);
        if (ids.recouped != constant_column) enter(insureds, state(), Reason::recoupment, ids.recouped);
        enter(insureds, pool, Reason::surcharge, ids.surcharged);
        if (ids.advanced != constant_column) {
            const PartyId lender = ledger.party(PartyKind::lender, "lender");
            enter(lender, pool, Reason::loan, ids.advanced);
            enter(insureds, lender, Reason::surcharge, ids.collected);
        }
        enter(insureds, pool, Reason::claims_cut, ids.claims_cut);
        if (ids.guarantee_premium > 0) {
            ledger.enter(pool, state(), Reason::guarantee_premium, constant_column, ids.guarantee_premium);
        }
    }
}

void PoolAccount::enter_fund_ledger(PartyId pool, Ledger& ledger) const {
    for (std::size_t k = 0; k < fund_ids_.size(); ++k) {
        FundIds const& ids = fund_ids_[k];
        const PartyId fund = ledger.party(PartyKind::fund, ids.party);
        const PartyId lender = ledger.party(PartyKind::lender, "lender");
        ledger.enter(ledger.party(PartyKind::bank, "bank"), fund, Reason::interest, ids.interest, 1);
        ledger.enter(pool, fund, Reason::accrual, ids.accrual, 1);
        ledger.enter(fund, pool, Reason::release, ids.release, 1);
        ledger.enter(fund, pool, Reason::refund, ids.refund, 1);
        ledger.enter(lender, pool, Reason::loan, ids.loan, 1);
        ledger.enter(pool, lender, Reason::loan_repayment, ids.loan_repayment, 1);
        if (ids.grant != constant_column) {
            ledger.enter(ledger.party(PartyKind::state, "state"), fund, Reason::grant, ids.grant, 1);
        }
        if (ids.levied != constant_column) {
            ledger.enter(ledger.party(PartyKind::insureds, "insureds"), fund, Reason::surcharge, ids.levied, 1);
        }
        if (ids.sale_loss != constant_column) {
            ledger.enter(fund, ledger.party(PartyKind::bank, "bank"), Reason::sale_loss, ids.sale_loss, 1);
        }
        if (ids.transfer_in != constant_column) {
            const PartyId before = ledger.party(PartyKind::fund, fund_ids_[k - 1].party);
            ledger.enter(before, fund, Reason::transfer, ids.transfer_in, 1);
        }
    }
}

void PoolAccount::enter_member(PartyId pool, PartyId member, double premium_key, Ledger& ledger) const {
    for (auto const& ids : fund_ids_) {
        ledger.enter(member, pool, Reason::accrual, ids.accrual, premium_key);
        ledger.enter(member, pool, Reason::loan_repayment, ids.loan_repayment, premium_key);
        ledger.enter(pool, member, Reason::refund, ids.refund, premium_key);
    }
    if (bridge_) bridge_->enter_member(pool, member, premium_key, ledger);
    for (std::size_t k = 0; k < sharing_ids_.size(); ++k) {
        if (sharing_ids_[k] == constant_column || sharing_->term() == 1) continue;
        ledger.enter(pool, member, Reason::loss_sharing, sharing_ids_[k], premium_key);
    }
    for (auto const& ids : backstop_ids_) {
        if (ids.repaid != constant_column) {
            ledger.enter(member, pool, Reason::loan_repayment, ids.repaid, premium_key);
        }
        if (ids.guarantee_premium > 0) {
            ledger.enter(member, pool, Reason::guarantee_premium, constant_column, premium_key * ids.guarantee_premium);
        }
    }
}

void PoolAccount::enter_calls(PartyId pool, PartyId member, double loss_key, Ledger& ledger) const {
    for (auto const& ids : fund_ids_) ledger.enter(member, pool, Reason::call, ids.call, loss_key);
    if (shortfall_column() != constant_column) {
        ledger.enter(member, pool, Reason::shortfall, shortfall_column(), loss_key);
    }
}

}  // namespace riskpool
