#include "sim/run/treaty_columns.hpp"

#include <algorithm>

namespace riskpool {

std::vector<TreatyColumnIds> enter_treaty_columns(Programme const& programme, std::string const& prefix,
                                                  ColumnRegister& columns) {
    std::vector<TreatyColumnIds> all;
    for (std::size_t k = 0; k < programme.treaties(); ++k) {
        const std::string party = prefix + programme.treaty(k).name;
        const auto plain = [&](std::string quantity, std::string about, Unit unit, bool indicator, bool stored) {
            ColumnDescription column{party, std::move(quantity), std::move(about), unit};
            column.indicator = indicator;
            column.tailed = false;
            column.stored = stored;
            return columns.add(std::move(column));
        };
        TreatyColumnIds ids;
        ColumnDescription recovery{party, "recovery", "Recovery from this treaty."};
        recovery.bounded = programme.treaty(k).annual_limit < infinity;
        ids.recovery = columns.add(std::move(recovery));
        ColumnDescription reinstatement{party, "reinstatement_premium", "Paid to reinstate its limit."};
        reinstatement.tailed = false;
        reinstatement.measured = reinstatement.stored = programme.treaty(k).reinstates;
        ids.reinstatement_premium = columns.add(std::move(reinstatement));
        ids.attached = plain("attached", "1 if it paid in the year.", Unit::none, true, false);
        ids.claims =
            plain("claims", "Events (risks, for a cover per risk) that reached it.", Unit::count, false, false);
        ids.exhausted = plain("exhausted", "1 if the year used up all it can pay.", Unit::none, true, false);
        if (programme.treaty(k).account.adjusts()) {
            ids.premium_adjustment = plain("premium_adjustment", "Premium of the year less the provisional premium.",
                                           Unit::money, false, true);
            ids.commission_adjustment = plain(
                "commission_adjustment", "Commission of the year less the provisional one.", Unit::money, false, true);
            ids.profit_commission =
                plain("profit_commission", "The cedent's part of what the reinsurers earn.", Unit::money, false, true);
        }
        all.push_back(ids);
    }
    return all;
}

void enter_treaty_lines(Programme const& programme, std::vector<TreatyColumnIds> const& ids, PartyId cedent,
                        Ledger& ledger) {
    for (std::size_t k = 0; k < programme.treaties(); ++k) {
        ProgrammeTreaty const& treaty = programme.treaty(k);
        const auto enter = [&](PartyId reinsurer, double part) {
            const auto pay = [&](PartyId payer, PartyId payee, Reason reason, std::size_t column, double amount) {
                ledger.enter(payer, payee, reason, column, amount, treaty.name);
            };
            pay(cedent, reinsurer, Reason::ceded_premium, constant_column, part * treaty.premium);
            pay(reinsurer, cedent, Reason::commission, constant_column, part * treaty.commission);
            pay(reinsurer, cedent, Reason::recovery, ids[k].recovery, part);
            if (treaty.reinstates) {
                pay(cedent, reinsurer, Reason::reinstatement_premium, ids[k].reinstatement_premium, part);
            }
            if (treaty.brokerage > 0) {
                pay(reinsurer, ledger.party(PartyKind::broker, "brokers"), Reason::brokerage, constant_column,
                    part * treaty.brokerage);
            }
            if (!ids[k].adjusts()) return;
            pay(cedent, reinsurer, Reason::premium_adjustment, ids[k].premium_adjustment, part);
            pay(reinsurer, cedent, Reason::commission_adjustment, ids[k].commission_adjustment, part);
            pay(reinsurer, cedent, Reason::profit_commission, ids[k].profit_commission, part);
        };
        if (treaty.lines.empty()) enter(ledger.party(PartyKind::market, "reinsurance market"), 1);
        for (auto const& line : treaty.lines) {
            enter(ledger.party(PartyKind::reinsurer, line.reinsurer), line.share / treaty.placed);
        }
    }
}

void bind_treaty_columns(std::vector<TreatyColumnIds> const& ids, std::span<std::vector<double>> columns,
                         std::size_t at, std::size_t n, ProgrammeOutcome& outcome) {
    const auto cells = [&](std::size_t id) {
        return id == constant_column ? std::span<double>{} : std::span<double>(columns[id]).subspan(at, n);
    };
    outcome.treaties.resize(ids.size());
    for (std::size_t k = 0; k < ids.size(); ++k) {
        outcome.treaties[k] = {
            cells(ids[k].recovery),         cells(ids[k].reinstatement_premium), cells(ids[k].claims),
            cells(ids[k].exhausted),        cells(ids[k].premium_adjustment),    cells(ids[k].commission_adjustment),
            cells(ids[k].profit_commission)};
    }
}

void sum_treaty_columns(ProgrammeOutcome const& outcome, std::vector<TreatyColumnIds> const& ids,
                        std::span<std::vector<double>> columns, std::size_t at, TreatyTotals const& totals) {
    const std::size_t n = totals.recovery.size();
    std::fill(totals.recovery.begin(), totals.recovery.end(), 0.0);
    std::fill(totals.less_premium.begin(), totals.less_premium.end(), 0.0);
    std::fill(totals.commission.begin(), totals.commission.end(), 0.0);
    for (std::size_t k = 0; k < ids.size(); ++k) {
        TreatyColumns const& treaty = outcome.treaties[k];
        double* attached = columns[ids[k].attached].data() + at;
        for (std::size_t c = 0; c < n; ++c) totals.recovery[c] += treaty.recovery[c];
        for (std::size_t c = 0; c < n; ++c) totals.less_premium[c] -= treaty.reinstatement_premium[c];
        for (std::size_t c = 0; c < n; ++c) attached[c] = treaty.recovery[c] > 0 ? 1 : 0;
        if (!ids[k].adjusts()) continue;
        for (std::size_t c = 0; c < n; ++c) {
            totals.less_premium[c] -= treaty.premium_adjustment[c];
            totals.commission[c] += treaty.commission_adjustment[c] + treaty.profit_commission[c];
        }
    }
}

}  // namespace riskpool
