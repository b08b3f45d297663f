// Compiling a pool: shares, columns and ledger lines.
#include <algorithm>
#include <numeric>

#include "sim/run/pool_plan.hpp"

namespace riskpool {

PoolPlan::PoolPlan(Scenario const& scenario, Pool const& pool, PoolDemand demand, ColumnRegister& columns,
                   std::vector<ScaledSeries>& scaled, Ledger& ledger)
    : years_(scenario.years), members_(scenario.members.size()) {
    share(scenario, pool);
    std::vector<double> premium(scenario.insureds.list.size());
    for (std::size_t i = 0; i < premium.size(); ++i) premium[i] = pool_share_[i] * scenario.insureds.list[i].premium;
    premium_ = std::accumulate(premium.begin(), premium.end(), 0.0);
    expenses_ = pool.expenses * premium_;
    programme_ = Programme(pool.programme, {scenario.insureds.list, pool_share_, premium}, source_kinds(scenario));
    assume_lines(scenario, programme_);
    pays_beyond_rows_ = programme_.pays_beyond_rows();
    for (std::size_t k = 0; k < programme_.treaties(); ++k) {
        ceded_premium_ += programme_.treaty(k).premium;
        commission_ += programme_.treaty(k).commission;
    }
    bool event_trigger = false;
    if (pool.reserve_fund) {
        fund_.emplace(*pool.reserve_fund);
        event_trigger = fund_->needs_largest_event();
    }
    const bool occurrence = demand.occurrence || event_trigger;
    rows_wanted_ = occurrence || !one_key_ || !pool.member_reinsurance.empty();
    if (demand.ground_up) ground_up_ = 0;
    if (occurrence) gross_event_ = net_event_ = 0;
    enter_columns(scenario, pool, columns);
    enter_members(scenario, pool, columns, scaled);
    enter_ledger(scenario, pool, ledger);
    compile_own(scenario, pool, premium, columns, ledger);
}

void PoolPlan::ask(BlockDemand& demand) const {
    programme_.ask(rows_wanted_, demand);
    for (auto const& own : own_) own.programme().ask(false, demand);
    if (!takes_all_ || !one_key_ || !own_.empty()) demand.insureds = true;
}

void PoolPlan::compile_own(Scenario const& scenario, Pool const& pool, std::vector<double> const& premium,
                           ColumnRegister& columns, Ledger& ledger) {
    for (auto const& own : pool.member_reinsurance) {
        for (std::size_t m = 0; m < members_; ++m) {
            if (scenario.members[m].name != own.member) continue;
            std::vector<double> mine(scenario.insureds.list.size());
            for (std::size_t i = 0; i < mine.size(); ++i) mine[i] = key(i, m);
            own_.emplace_back(scenario, pool, own, m, std::move(mine), pool_share_, premium, columns, ledger);
        }
    }
}

void PoolPlan::share(Scenario const& scenario, Pool const& pool) {
    Insureds const& insureds = scenario.insureds.list;
    std::vector<std::size_t> chosen;
    for (const InsuredId id : pool.covers.select(insureds)) chosen.push_back(id.index());
    const ShareMatrix shares = std::visit(
        [&](auto const& rule) {
            return rule.allocate({insureds, chosen, scenario.members});
        },
        pool.shares);

    pool_share_.assign(insureds.size(), 0.0);
    covered_.assign(insureds.size(), 0);
    loss_key_.assign(insureds.size() * members_, 0.0);
    premium_key_.assign(members_, 0.0);
    const auto at = [&](std::size_t row, std::size_t m) {
        return shares(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(m));
    };
    double premium = 0;
    for (std::size_t row = 0; row < chosen.size(); ++row) {
        const std::size_t i = chosen[row];
        covered_[i] = 1;
        double sum = 0;
        for (std::size_t m = 0; m < members_; ++m) sum += at(row, m);
        // Shares written as 50 + 35 + 5 + 5 + 5 % mean the whole risk, whatever binary fractions make of them.
        pool_share_[i] = sum > 1 - 1e-12 ? 1.0 : sum;
        for (std::size_t m = 0; m < members_ && sum > 0; ++m) {
            loss_key_[i * members_ + m] = at(row, m) / sum;
            premium_key_[m] += pool_share_[i] * insureds[i].premium * at(row, m) / sum;
        }
        premium += pool_share_[i] * insureds[i].premium;
    }
    takes_all_ = true;
    for (std::size_t i = 0; i < insureds.size(); ++i) takes_all_ = takes_all_ && pool_share_[i] == 1;

    one_key_ = true;
    std::size_t first = insureds.size();
    for (const std::size_t i : chosen) {
        if (!(pool_share_[i] > 0)) continue;
        if (first == insureds.size()) first = i;
        for (std::size_t m = 0; m < members_; ++m) {
            const double gap = loss_key_[i * members_ + m] - loss_key_[first * members_ + m];
            one_key_ = one_key_ && gap <= 1e-12 && gap >= -1e-12;
        }
    }
    if (one_key_ && first < insureds.size()) {
        loss_key_ = std::vector<double>(loss_key_.begin() + static_cast<std::ptrdiff_t>(first * members_),
                                        loss_key_.begin() + static_cast<std::ptrdiff_t>((first + 1) * members_));
    }
    if (one_key_) {
        loss_key_.resize(members_);
        premium_key_ = loss_key_;
        return;
    }
    for (double& key : premium_key_) key = premium > 0 ? key / premium : 1.0 / static_cast<double>(members_);
}

void PoolPlan::enter_columns(Scenario const& scenario, Pool const& pool, ColumnRegister& columns) {
    const auto add = [&](std::string party, std::string quantity, std::string about, Basis basis = Basis::annual) {
        return columns.add({std::move(party), std::move(quantity), std::move(about), Unit::money, basis});
    };
    const auto plain = [&](std::string party, std::string quantity, std::string about, Unit unit, bool indicator,
                           bool stored) {
        ColumnDescription column{std::move(party), std::move(quantity), std::move(about), unit};
        column.indicator = indicator;
        column.tailed = false;
        column.stored = stored;
        return columns.add(std::move(column));
    };
    std::string const& name = pool.name;
    if (ground_up_ != constant_column)
        ground_up_ = add(name, "ground_up_loss", "Losses before policy terms, for 100 % of each risk covered.");
    if (!takes_all_)
        insured_loss_ = add(name, "insured_loss", "Losses after policy terms, for 100 % of each risk covered.");
    gross_ = add(name, "gross_loss", "The pool's part of insured losses, before reinsurance.");
    if (gross_event_ != constant_column) {
        gross_event_ = add(name, "gross_loss", "The year's largest event, before reinsurance.", Basis::occurrence);
    }
    recovery_ = add(name, "recovery", "Recoveries from all treaties.");
    net_ = add(name, "net_loss", "Losses after reinsurance, before the reserve fund.");
    if (net_event_ != constant_column) {
        net_event_ =
            add(name, "net_loss", "The year's largest event, after reinsurance by event and risk.", Basis::occurrence);
    }
    retained_ =
        fund_ ? columns.add({name, "retained_loss", "Net loss less what the trigger allows the fund to be asked for."})
              : net_;
    result_ =
        plain(name, "result", "Premium less everything paid: what members gain or lose.", Unit::money, false, true);
    treaty_ids_ = enter_treaty_columns(programme_, scenario.pools.size() > 1 ? name + ": " : "", columns);
    if (!fund_) return;
    const std::string fund = name + " fund";
    fund_ids_.accrual = plain(fund, "accrual", "Paid into the reserve fund.", Unit::money, false, false);
    fund_ids_.interest = plain(fund, "interest", "Return on its balance.", Unit::money, false, false);
    fund_ids_.release = add(fund, "release", "Paid out of the reserve fund.");
    fund_ids_.refund = plain(fund, "refund", "Given back above the cap.", Unit::money, false, false);
    fund_ids_.call = add(fund, "call", "Called from members.");
    fund_ids_.shortfall = add(fund, "shortfall", "The part of the need that neither fund, call nor loan paid.");
    fund_ids_.loan = plain(fund, "loan_drawn", "Borrowed.", Unit::money, false, false);
    fund_ids_.loan_repayment = plain(fund, "loan_repaid", "Paid back.", Unit::money, false, false);
    fund_ids_.balance = plain(fund, "balance", "Balance at the end of the year.", Unit::money, false, true);
    ColumnDescription ruined{fund,       "ruined",    "1 if a shortfall occurs in any year of the trial.",
                             Unit::none, Basis::path, true};
    ruined.tailed = false;
    fund_ids_.ruined = columns.add(std::move(ruined));
}

void PoolPlan::enter_members(Scenario const& scenario, Pool const& pool, ColumnRegister& columns,
                             std::vector<ScaledSeries>& scaled) {
    for (std::size_t m = 0; m < members_; ++m) {
        std::string const& member = scenario.members[m].name;
        const std::string prefix = scenario.pools.size() > 1 ? pool.name + ": " + member : member;
        // Net loss and result of a member that cedes on its own account are measured after that cession.
        const bool cedes = std::any_of(pool.member_reinsurance.begin(), pool.member_reinsurance.end(),
                                       [&](MemberReinsurance const& own) { return own.member == member; });
        if (one_key_) {
            if (!(loss_key_[m] > 0)) continue;
            scaled.push_back({prefix, "gross_loss", gross_, loss_key_[m]});
            if (cedes) continue;
            scaled.push_back({prefix, "net_loss", net_, loss_key_[m]});
            scaled.push_back({prefix, "result", result_, loss_key_[m]});
            continue;
        }
        MemberIds ids{};
        ColumnDescription gross{prefix, "gross_loss", "The member's part of the pool's gross loss."};
        gross.tailed = gross.stored = false;
        ids.gross_loss = columns.add(std::move(gross));
        ids.net_loss = columns.add({prefix, "net_loss", "The member's part of the pool's net loss.", Unit::money,
                                    Basis::annual, false, !cedes, true, scenario.output.members && !cedes});
        ids.payment = columns.add({prefix, "payment", "What the member pays for losses, after the fund.", Unit::money,
                                   Basis::annual, false, false, false, false});
        ids.result = columns.add({prefix, "result", "What the member gains or loses.", Unit::money, Basis::annual,
                                  false, !cedes, false, scenario.output.members && !cedes});
        member_ids_.push_back(ids);
    }
}

void PoolPlan::enter_ledger(Scenario const& scenario, Pool const& pool, Ledger& ledger) const {
    const PartyId insureds = ledger.party(PartyKind::insureds, "insureds");
    const PartyId me = ledger.party(PartyKind::pool, pool.name);
    ledger.enter(insureds, me, Reason::premium, constant_column, premium_);
    ledger.enter(me, insureds, Reason::claims, gross_, 1);
    ledger.enter(me, ledger.party(PartyKind::providers, "providers"), Reason::expenses, constant_column, expenses_);
    enter_treaty_lines(programme_, treaty_ids_, me, ledger);
    if (fund_) {
        const PartyId fund = ledger.party(PartyKind::fund, pool.name + " fund");
        const PartyId lender = ledger.party(PartyKind::lender, "lender");
        ledger.enter(ledger.party(PartyKind::bank, "bank"), fund, Reason::interest, fund_ids_.interest, 1);
        ledger.enter(me, fund, Reason::accrual, fund_ids_.accrual, 1);
        ledger.enter(fund, me, Reason::release, fund_ids_.release, 1);
        ledger.enter(fund, me, Reason::refund, fund_ids_.refund, 1);
        ledger.enter(lender, me, Reason::loan, fund_ids_.loan, 1);
        ledger.enter(me, lender, Reason::loan_repayment, fund_ids_.loan_repayment, 1);
    }
    for (std::size_t m = 0; m < members_; ++m) {
        const PartyId member = ledger.party(PartyKind::member, scenario.members[m].name);
        const double key = premium_key_[m];
        ledger.enter(me, member, Reason::premium, constant_column, key * premium_);
        ledger.enter(member, me, Reason::expenses, constant_column, key * expenses_);
        ledger.enter(member, me, Reason::ceded_premium, constant_column, key * ceded_premium_);
        ledger.enter(me, member, Reason::commission, constant_column, key * commission_);
        for (std::size_t k = 0; k < treaty_ids_.size(); ++k) {
            TreatyColumnIds const& ids = treaty_ids_[k];
            const auto pass_on = [&](PartyId payer, PartyId payee, Reason reason, std::size_t column) {
                ledger.enter(payer, payee, reason, column, key, programme_.treaty(k).name);
            };
            if (programme_.treaty(k).reinstates) {
                pass_on(member, me, Reason::reinstatement_premium, ids.reinstatement_premium);
            }
            if (!ids.adjusts()) continue;
            pass_on(member, me, Reason::premium_adjustment, ids.premium_adjustment);
            pass_on(me, member, Reason::commission_adjustment, ids.commission_adjustment);
            pass_on(me, member, Reason::profit_commission, ids.profit_commission);
        }
        if (one_key_) {
            ledger.enter(member, me, Reason::retained_loss, retained_, key);
        } else {
            ledger.enter(member, me, Reason::retained_loss, member_ids_[m].payment, 1);
        }
        if (!fund_) continue;
        if (one_key_) {
            ledger.enter(member, me, Reason::call, fund_ids_.call, key);
            ledger.enter(member, me, Reason::shortfall, fund_ids_.shortfall, key);
        }
        ledger.enter(member, me, Reason::accrual, fund_ids_.accrual, key);
        ledger.enter(member, me, Reason::loan_repayment, fund_ids_.loan_repayment, key);
        ledger.enter(me, member, Reason::refund, fund_ids_.refund, key);
    }
}

}  // namespace riskpool
