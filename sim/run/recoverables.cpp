#include "sim/run/recoverables.hpp"

#include <algorithm>
#include <utility>

#include "sim/pool/recoverable.hpp"

namespace riskpool {

Recoverables::Recoverables(Scenario const& scenario, Programme const& programme,
                           std::vector<TreatyColumnIds> const& treaties, std::string const& buyer,
                           std::string const& prefix, Liquidity const* late, ColumnRegister& columns)
    : years_(scenario.years), terms_(late == nullptr ? Liquidity{} : *late) {
    std::vector<Debtor> debtors;
    for (std::size_t place = 0; place < scenario.reinsurers.size(); ++place) {
        Debtor debtor{place, scenario.reinsurers[place].name, 0, constant_column, constant_column, {}};
        for (std::size_t k = 0; k < programme.treaties(); ++k) {
            ProgrammeTreaty const& treaty = programme.treaty(k);
            if (treaty.kind == "cat_bond") continue;
            for (auto const& line : treaty.lines) {
                if (line.reinsurer != debtor.name) continue;
                const double part = line.share / treaty.placed;
                debtor.owed.push_back({treaties[k].recovery, part,
                                       line.collateral ? line.collateral->held(part * treaty.annual_limit) : 0,
                                       line.dispute, chance_number(buyer, treaty.name, debtor.name)});
                disputed_ = disputed_ || line.dispute.has_value();
            }
        }
        debtors.push_back(std::move(debtor));
    }
    may_be_late_ = disputed_ || terms_.late_part > 0;
    if (terms_.late_part > 0) {
        Debtor market{scenario.reinsurers.size(), "reinsurance market", 0, constant_column, constant_column, {}};
        for (std::size_t k = 0; k < programme.treaties(); ++k) {
            ProgrammeTreaty const& treaty = programme.treaty(k);
            if (treaty.kind == "cat_bond" || !treaty.lines.empty()) continue;
            market.owed.push_back({treaties[k].recovery, 1, 0, {}, 0});
        }
        debtors.push_back(std::move(market));
    }
    if (!scenario.defaults && !may_be_late_) return;
    for (auto& debtor : debtors) enter_debtor(std::move(debtor), prefix, columns);
    if (!given()) {
        may_be_late_ = false;
        return;
    }
    sum_ = columns.add({buyer, "uncollected",
                        may_be_late_ ? "What reinsurers leave of recoveries, in default or in dispute."
                                     : "What reinsurers in default leave of recoveries."});
    if (!may_be_late_) return;
    withheld_ = columns.add({buyer, "withheld", "Of the year's recoveries, what reinsurers pay in later years."});
    late_ = columns.add({buyer, "late_recovery", "What arrives of recoveries of earlier years."});
    lost_late_ = columns.add({buyer, "lost_late", "What was to come of recoveries of earlier years and never does."});
    ColumnDescription open{buyer, "outstanding", "Recoveries that are still to arrive at the end of the year."};
    outstanding_ = columns.add(std::move(open));
}

void Recoverables::enter_debtor(Debtor debtor, std::string const& prefix, ColumnRegister& columns) {
    if (debtor.owed.empty()) return;
    const auto quiet = [&](std::string quantity, std::string about) {
        ColumnDescription column{prefix + debtor.name, std::move(quantity), std::move(about)};
        column.tailed = column.stored = false;
        return columns.add(std::move(column));
    };
    debtor.column = quiet("left_unpaid", may_be_late_ ? "What it leaves of recoveries, in default or in dispute."
                                                      : "What it leaves of recoveries, in default.");
    if (may_be_late_) {
        debtor.withheld = quiet("withheld", "Of the year's recoveries, what it pays in later years.");
        debtor.late = quiet("late_recovery", "What it pays of recoveries of earlier years.");
    }
    debtors_.push_back(std::move(debtor));
}

void Recoverables::enter_ledger(PartyId buyer, Ledger& ledger) const {
    for (auto const& debtor : debtors_) {
        const PartyKind kind = debtor.name == "reinsurance market" ? PartyKind::market : PartyKind::reinsurer;
        const PartyId party = ledger.party(kind, debtor.name);
        ledger.enter(buyer, party, Reason::uncollected, debtor.column, 1);
        if (!may_be_late_) continue;
        ledger.enter(buyer, party, Reason::withheld, debtor.withheld, 1);
        ledger.enter(party, buyer, Reason::late_recovery, debtor.late, 1);
    }
}

void Recoverables::run(DefaultFlags const& flags, RecoverablesScratch& scratch, std::span<std::vector<double>> columns,
                       std::size_t at, std::size_t n) const {
    double* sum = columns[sum_].data() + at;
    std::fill_n(sum, n, 0.0);
    for (const std::size_t column : {withheld_, late_, lost_late_, outstanding_}) {
        if (column != constant_column) std::fill_n(columns[column].data() + at, n, 0.0);
    }
    for (auto const& debtor : debtors_) {
        double* left = columns[debtor.column].data() + at;
        std::fill_n(left, n, 0.0);
        if (debtor.place < flags.reinsurer.size()) {
            auto const& defaulted = flags.reinsurer[debtor.place];
            for (auto const& owed : debtor.owed) {
                double const* recovery = columns[owed.recovery].data() + at;
                for (std::size_t c = 0; c < n; ++c) {
                    if (defaulted[c] == 0) continue;
                    const double due = owed.part * recovery[c];
                    left[c] += due - collected_in_default(due, owed.held, flags.reinsurer_recovery[debtor.place]);
                }
            }
        }
        if (may_be_late_) delay(debtor, flags, scratch, columns, at, n);
        for (std::size_t c = 0; c < n; ++c) sum[c] += left[c];
    }
    if (!may_be_late_) return;
    double* outstanding = columns[outstanding_].data() + at;
    for (std::size_t c = 0; c < n; ++c) {
        if (c % years_ != 0) outstanding[c] += outstanding[c - 1];
    }
}

void Recoverables::delay(Debtor const& debtor, DefaultFlags const& flags, RecoverablesScratch& scratch,
                         std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const {
    double* left = columns[debtor.column].data() + at;
    double* withheld = columns[debtor.withheld].data() + at;
    std::fill_n(withheld, n, 0.0);
    scratch.uniform.resize(n);
    scratch.arriving.assign(n, 0.0);
    scratch.commuted.assign(n, 0.0);
    const bool fails = debtor.place < flags.reinsurer.size();
    for (auto const& owed : debtor.owed) {
        double const* recovery = columns[owed.recovery].data() + at;
        if (owed.dispute) flags.chance->fill(flags.cells, flags.seed, ChanceOf::dispute, owed.number, scratch.uniform);
        for (std::size_t c = 0; c < n; ++c) {
            double due = owed.part * recovery[c];
            if (!(due > 0) || (fails && flags.reinsurer[debtor.place][c] != 0)) continue;
            if (owed.dispute && scratch.uniform[c] < owed.dispute->probability_in(flags.stressed[c] != 0)) {
                const double lost = lost_in_dispute(*owed.dispute, due);
                const double late = disputed_amount(*owed.dispute, due) - lost;
                left[c] += lost;
                withheld[c] += late;
                schedule(c, owed.dispute->delay, late, scratch);
                due -= disputed_amount(*owed.dispute, due);
            }
            if (!(terms_.late_part > 0)) continue;
            withheld[c] += terms_.late_part * due;
            schedule(c, terms_.delay, terms_.late_part * due, scratch);
        }
    }
    collect(debtor, flags, scratch, columns, at, n);
}

void Recoverables::schedule(std::size_t cell, std::uint32_t delay, double amount, RecoverablesScratch& scratch) const {
    const std::size_t year = cell % years_;
    if (terms_.commutation) {
        const std::size_t bought_out = terms_.commutation->year - 1;
        if (year <= bought_out && year + delay > bought_out && bought_out < years_) {
            scratch.commuted[cell - year + bought_out] += amount;
            return;
        }
    }
    if (year + delay < years_) scratch.arriving[cell + delay] += amount;
}

void Recoverables::collect(Debtor const& debtor, DefaultFlags const& flags, RecoverablesScratch const& scratch,
                           std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const {
    double* late = columns[debtor.late].data() + at;
    double const* withheld = columns[debtor.withheld].data() + at;
    const bool fails = debtor.place < flags.reinsurer.size();
    const double price = terms_.commutation ? terms_.commutation->price : 1;
    for (std::size_t c = 0; c < n; ++c) {
        const double ends = scratch.arriving[c] + scratch.commuted[c];
        double paid = scratch.arriving[c] + price * scratch.commuted[c];
        if (fails && flags.reinsurer[debtor.place][c] != 0) paid *= flags.reinsurer_recovery[debtor.place];
        late[c] = paid;
        columns[lost_late_][at + c] += ends - paid;
        columns[withheld_][at + c] += withheld[c];
        columns[late_][at + c] += paid;
        columns[outstanding_][at + c] += withheld[c] - ends;
    }
}

}  // namespace riskpool
