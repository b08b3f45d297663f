// Compiling a pool: shares, columns and ledger lines.
#include <algorithm>
#include <numeric>
#include <utility>

#include "sim/run/pool_plan.hpp"

namespace riskpool {

PoolPlan::PoolPlan(Scenario const& scenario, Pool const& pool, PoolDemand demand, ColumnRegister& columns,
                   std::vector<ScaledSeries>& scaled, Ledger& ledger)
    : shares_(scenario, pool), years_(scenario.years) {
    const std::size_t first_column = columns.all().size();
    std::vector<double> const& share = shares_.pool_share();
    std::vector<double> premium(scenario.insureds.list.size());
    for (std::size_t i = 0; i < premium.size(); ++i) premium[i] = share[i] * scenario.insureds.list[i].premium;
    premium_ = std::accumulate(premium.begin(), premium.end(), 0.0);
    expenses_ = pool.expenses * premium_;
    programme_ = Programme(pool.programme, {scenario.insureds.list, share, premium}, source_causes(scenario));
    assume_lines(scenario, programme_);
    pays_beyond_rows_ = programme_.pays_beyond_rows();
    for (std::size_t k = 0; k < programme_.treaties(); ++k) {
        ceded_premium_ += programme_.treaty(k).premium;
        commission_ += programme_.treaty(k).commission;
    }
    if (demand.ground_up) ground_up_ = 0;
    enter_columns(scenario, pool, columns);
    const std::string prefix = scenario.pools.size() > 1 ? pool.name + ": " : "";
    recoverables_ = Recoverables(scenario, programme_, treaty_ids_, pool.name, prefix,
                                 pool.liquidity ? &*pool.liquidity : nullptr, columns);
    if (pool.settlement) {
        std::vector<double> original = share;
        for (double& each : original) each /= pool.settlement->pool_share;
        settlement_.emplace(scenario, pool, std::move(original), columns);
    }
    if (pool.inward) {
        inward_.emplace(scenario, pool, share, columns);
        expenses_ += inward_->commission();
    }
    account_ = PoolAccount(pool, prefix, years_, account_terms(scenario), recoverables_.may_be_late(), columns);
    if (demand.occurrence || account_.needs_largest_event()) {
        gross_event_ = columns.add(
            {pool.name, "gross_loss", "The year's largest event, before reinsurance.", Unit::money, Basis::occurrence});
        net_event_ =
            columns.add({pool.name, "net_loss", "The year's largest event, after reinsurance by event and risk.",
                         Unit::money, Basis::occurrence});
    }
    const bool members_fail = scenario.defaults && pool.liability;
    const bool told_apart = !shares_.one_key() || shares_.final_after() > 0 || account_.by_member() || members_fail ||
                            pool.lead_pays || pool.inward;
    if (!settlement_ && told_apart) {
        members_.emplace(scenario, pool, shares_, account_.by_member(), columns);
    }
    if (members_fail) defaults_.emplace(scenario, pool, columns);
    if (pool.lead_pays) lead_.emplace(scenario, pool, columns);
    if (!settlement_ && !members_) enter_scaled_members(scenario, pool, scaled);
    rows_wanted_ =
        gross_event_ != constant_column || members_ || account_.needs_events() || !pool.member_reinsurance.empty();
    enter_ledger(scenario, pool, ledger);
    enter_subsidies(scenario, pool, columns, ledger);
    compile_own(scenario, pool, premium, columns, ledger);
    const auto unlimited = [&](Insured const& insured) {
        return pool.covers.matches(insured) && !(insured.limit < infinity);
    };
    if (!pays_beyond_rows_ && std::none_of(scenario.insureds.list.begin(), scenario.insureds.list.end(), unlimited)) {
        columns.bound_from(first_column);
    }
}

PoolAccountTerms PoolPlan::account_terms(Scenario const& scenario) const {
    PoolAccountTerms terms;
    terms.premium = premium_;
    terms.retained_premium = premium_ - ceded_premium_;
    terms.expenses = expenses_ - commission_;
    for (std::size_t i = 0; i < shares_.pool_share().size(); ++i) {
        terms.sum_insured += shares_.pool_share()[i] * scenario.insureds.list[i].sum_insured();
        terms.insureds += shares_.pool_share()[i] > 0 ? 1 : 0;
    }
    for (auto const& member : scenario.members) terms.member_capital.push_back(member.capital_and_reserves());
    terms.years.resize(years_);
    for (std::uint32_t year = 0; year < years_; ++year) {
        for (std::size_t m = 0; m < shares_.members(); ++m) {
            terms.years[year].member_share.push_back(shares_.premium_key(year, m));
            terms.years[year].member_premium.push_back(shares_.premium_key(year, m) * premium_);
        }
    }
    return terms;
}

bool PoolPlan::needs_chance() const {
    return recoverables_.may_be_late() || account_.draws_returns() ||
           std::any_of(own_.begin(), own_.end(), [](MemberPlan const& own) { return own.disputed(); });
}

void PoolPlan::ask(BlockDemand& demand) const {
    programme_.ask(rows_wanted_, demand);
    for (auto const& own : own_) own.programme().ask(false, demand);
    if (!shares_.takes_all() || members_ || settlement_ || !own_.empty()) demand.insureds = true;
}

void PoolPlan::compile_own(Scenario const& scenario, Pool const& pool, std::vector<double> const& premium,
                           ColumnRegister& columns, Ledger& ledger) {
    for (auto const& own : pool.member_reinsurance) {
        for (std::size_t m = 0; m < shares_.members(); ++m) {
            if (scenario.members[m].name != own.member) continue;
            std::vector<double> mine(scenario.insureds.list.size());
            for (std::size_t i = 0; i < mine.size(); ++i) mine[i] = shares_.key(0, i, m);
            own_.emplace_back(scenario, pool, own, m, std::move(mine), shares_.pool_share(), premium, columns, ledger);
        }
    }
}

void PoolPlan::enter_columns(Scenario const& scenario, Pool const& pool, ColumnRegister& columns) {
    const auto add = [&](std::string quantity, std::string about) {
        return columns.add({pool.name, std::move(quantity), std::move(about)});
    };
    if (ground_up_ != constant_column) {
        ground_up_ = add("ground_up_loss", "Losses before policy terms, for 100 % of each risk covered.");
    }
    if (!shares_.takes_all()) {
        insured_loss_ = add("insured_loss", "Losses after policy terms, for 100 % of each risk covered.");
    }
    gross_ = add("gross_loss", "The pool's part of insured losses, before reinsurance.");
    recovery_ = add("recovery", "Recoveries from all treaties.");
    net_ = add("net_loss", "Losses after reinsurance, before anybody else pays.");
    bool late = pool.liquidity.has_value();
    for (std::size_t k = 0; k < programme_.treaties(); ++k) {
        for (auto const& line : programme_.treaty(k).lines) late = late || line.dispute;
    }
    const bool others_pay = late || pool.loss_sharing || pool.reserve_fund || !pool.reserve_funds.empty() ||
                            !pool.backstops.empty() || scenario.defaults;
    retained_ = others_pay ? add("retained_loss", "Net loss that others do not pay and no fund was asked for.") : net_;
    ColumnDescription result{pool.name, "result", "Premium less everything paid: what members gain or lose."};
    result.tailed = false;
    result_ = columns.add(std::move(result));
    treaty_ids_ = enter_treaty_columns(programme_, scenario.pools.size() > 1 ? pool.name + ": " : "", columns);
}

void PoolPlan::enter_scaled_members(Scenario const& scenario, Pool const& pool,
                                    std::vector<ScaledSeries>& scaled) const {
    for (std::size_t m = 0; m < shares_.members(); ++m) {
        const double key = shares_.sole_key(m);
        if (!(key > 0)) continue;
        std::string const& member = scenario.members[m].name;
        const std::string party = scenario.pools.size() > 1 ? pool.name + ": " + member : member;
        scaled.push_back({party, "gross_loss", gross_, key});
        // Net loss and result of a member that cedes on its own account are measured after that cession.
        if (std::any_of(pool.member_reinsurance.begin(), pool.member_reinsurance.end(),
                        [&](MemberReinsurance const& own) { return own.member == member; })) {
            continue;
        }
        scaled.push_back({party, "net_loss", net_, key});
        scaled.push_back({party, "result", result_, key});
    }
}

void PoolPlan::enter_subsidies(Scenario const& scenario, Pool const& pool, ColumnRegister& columns, Ledger& ledger) {
    if (pool.premium_subsidies.empty()) return;
    std::vector<double> premium, received;
    for (std::size_t i = 0; i < shares_.pool_share().size(); ++i) {
        premium.push_back(shares_.pool_share()[i] * scenario.insureds.list[i].premium);
    }
    received.resize(premium.size());
    for (std::uint32_t year = 1; year <= years_; ++year) {
        subsidy_.push_back(grant_subsidies(pool.premium_subsidies, premium, year, received));
    }
    ColumnDescription column{pool.name, "premium_subsidy", "What the state pays of insureds' premiums."};
    column.tailed = false;
    subsidy_id_ = columns.add(std::move(column));
    ledger.enter(ledger.party(PartyKind::state, "state"), ledger.party(PartyKind::insureds, "insureds"),
                 Reason::subsidy, subsidy_id_, 1);
}

void PoolPlan::enter_ledger(Scenario const& scenario, Pool const& pool, Ledger& ledger) const {
    const PartyId insureds = ledger.party(PartyKind::insureds, "insureds");
    const PartyId me = ledger.party(PartyKind::pool, pool.name);
    if (inward_) {
        inward_->enter_ledger(scenario, me, ledger);
    } else {
        ledger.enter(insureds, me, Reason::premium, constant_column, premium_);
        ledger.enter(me, insureds, Reason::claims, gross_, 1);
    }
    ledger.enter(me, ledger.party(PartyKind::providers, "providers"), Reason::expenses, constant_column,
                 inward_ ? expenses_ - inward_->commission() : expenses_);
    enter_treaty_lines(programme_, treaty_ids_, me, ledger);
    recoverables_.enter_ledger(me, ledger);
    account_.enter_ledger(me, ledger);
    if (settlement_) return settlement_->enter_ledger(scenario, me, ledger);
    if (members_) members_->enter_ledger(scenario, me, ledger);
    if (defaults_) defaults_->enter_ledger(scenario, me, ledger);
    if (lead_) lead_->enter_ledger(scenario, ledger);
    for (std::size_t m = 0; m < shares_.members(); ++m) {
        const PartyId member = ledger.party(PartyKind::member, scenario.members[m].name);
        if (!members_ || !members_->sums_up_premium()) {
            enter_premium_side(me, member, shares_.premium_key(0, m), ledger);
        }
        if (members_) continue;
        ledger.enter(member, me, Reason::retained_loss, retained_, shares_.sole_key(m));
        account_.enter_calls(me, member, shares_.sole_key(m), ledger);
    }
}

void PoolPlan::enter_premium_side(PartyId pool, PartyId member, double key, Ledger& ledger) const {
    ledger.enter(pool, member, Reason::premium, constant_column, key * premium_);
    ledger.enter(member, pool, Reason::expenses, constant_column, key * expenses_);
    ledger.enter(member, pool, Reason::ceded_premium, constant_column, key * ceded_premium_);
    ledger.enter(pool, member, Reason::commission, constant_column, key * commission_);
    for (std::size_t k = 0; k < treaty_ids_.size(); ++k) {
        TreatyColumnIds const& ids = treaty_ids_[k];
        const auto pass_on = [&](PartyId payer, PartyId payee, Reason reason, std::size_t column) {
            ledger.enter(payer, payee, reason, column, key, programme_.treaty(k).name);
        };
        if (programme_.treaty(k).reinstates) {
            pass_on(member, pool, Reason::reinstatement_premium, ids.reinstatement_premium);
        }
        if (!ids.adjusts()) continue;
        pass_on(member, pool, Reason::premium_adjustment, ids.premium_adjustment);
        pass_on(pool, member, Reason::commission_adjustment, ids.commission_adjustment);
        pass_on(pool, member, Reason::profit_commission, ids.profit_commission);
    }
    account_.enter_member(pool, member, key, ledger);
}

}  // namespace riskpool
