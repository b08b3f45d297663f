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
        ids.recovery = columns.add({party, "recovery", "Recovery from this treaty."});
        ids.reinstatement_premium =
            plain("reinstatement_premium", "Paid to reinstate its limit.", Unit::money, false, true);
        ids.attached = plain("attached", "1 if it paid in the year.", Unit::none, true, false);
        ids.claims =
            plain("claims", "Events (risks, for a cover per risk) that reached it.", Unit::count, false, false);
        ids.exhausted = plain("exhausted", "1 if the year used up all it can pay.", Unit::none, true, false);
        all.push_back(ids);
    }
    return all;
}

void enter_treaty_lines(Programme const& programme, std::vector<TreatyColumnIds> const& ids, PartyId cedent,
                        Ledger& ledger) {
    for (std::size_t k = 0; k < programme.treaties(); ++k) {
        ProgrammeTreaty const& treaty = programme.treaty(k);
        const auto enter = [&](PartyId reinsurer, double part) {
            ledger.enter(cedent, reinsurer, Reason::ceded_premium, constant_column, part * treaty.premium);
            ledger.enter(reinsurer, cedent, Reason::commission, constant_column, part * treaty.commission);
            ledger.enter(reinsurer, cedent, Reason::recovery, ids[k].recovery, part);
            ledger.enter(cedent, reinsurer, Reason::reinstatement_premium, ids[k].reinstatement_premium, part);
        };
        if (treaty.lines.empty()) enter(ledger.party(PartyKind::market, "reinsurance market"), 1);
        for (auto const& line : treaty.lines) {
            enter(ledger.party(PartyKind::reinsurer, line.reinsurer), line.share / treaty.placed);
        }
    }
}

void put_treaty_columns(ProgrammeOutcome const& outcome, std::vector<TreatyColumnIds> const& ids,
                        std::span<std::vector<double>> columns, std::size_t at, std::span<double> recovery,
                        std::span<double> less_reinstatement) {
    const std::size_t n = recovery.size();
    std::fill(recovery.begin(), recovery.end(), 0.0);
    std::fill(less_reinstatement.begin(), less_reinstatement.end(), 0.0);
    for (std::size_t k = 0; k < ids.size(); ++k) {
        TreatyColumns const& treaty = outcome.treaties[k];
        std::copy_n(treaty.recovery.begin(), n, columns[ids[k].recovery].data() + at);
        std::copy_n(treaty.reinstatement_premium.begin(), n, columns[ids[k].reinstatement_premium].data() + at);
        std::copy_n(treaty.claims.begin(), n, columns[ids[k].claims].data() + at);
        std::copy_n(treaty.exhausted.begin(), n, columns[ids[k].exhausted].data() + at);
        double* attached = columns[ids[k].attached].data() + at;
        for (std::size_t c = 0; c < n; ++c) {
            recovery[c] += treaty.recovery[c];
            less_reinstatement[c] -= treaty.reinstatement_premium[c];
            attached[c] = treaty.recovery[c] > 0 ? 1 : 0;
        }
    }
}

}  // namespace riskpool
