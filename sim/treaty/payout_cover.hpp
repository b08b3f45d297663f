// Covers whose payout need not be the cedent's loss: a year of payouts, and what of them reaches rows.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/priced_contract.hpp"

namespace riskpool {

/// Faults of a contract whose payouts are no losses of policies: they have one date and one rate in a year.
void check_payout_contract(PricedContract const& terms, FieldFaults& faults);

/// Spreads a payout over the rows of its event in proportion to their losses, and to no row more than its loss: what
/// exceeds the event's loss is in the recovery of the year alone, as a gain of the cedent that belongs to no risk.
inline void spread_payout(double payout, std::size_t event, Subject const& subject,
                          std::span<double> row_recovery) noexcept {
    const std::size_t begin = subject.block.row_begin[event];
    const std::size_t end = subject.block.row_begin[event + 1];
    if (end - begin == 1) {
        row_recovery[begin] = std::min(payout, subject.risk_loss[begin]);
        return;
    }
    const double loss = subject.event_loss[event];
    const double part = loss > 0 ? std::min(payout / loss, 1.0) : 0;
    for (std::size_t r = begin; r < end; ++r) row_recovery[r] = part * subject.risk_loss[r];
}

/// Cedes event by event what `payout_of(event)` says, in order of time up to `annual_limit` (methods 1.1). `whole` is
/// the most that one event pays.
template <class PayoutOf>
void cede_payouts(Subject const& subject, double annual_limit, double whole, PayoutOf const& payout_of,
                  Cession& cession) noexcept {
    LossBlock const& block = subject.block;
    AnnualTerms const annual{0, annual_limit};
    for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
        double due = 0, paid = 0, claims = 0;
        bool whole_paid = false;
        for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
            const double payout = payout_of(e);
            if (payout > 0) {
                claims += 1;
                whole_paid = whole_paid || payout >= whole;
            }
            due += payout;
            const double before = paid;
            paid = annual.recovered(due);
            if (cession.row_recovery.empty()) continue;
            // R' - R carries the rounding of the running total
            const double part = annual.depends_on_order() ? std::min(paid - before, payout) : payout;
            spread_payout(part, e, subject, cession.row_recovery);
        }
        cession.cell_recovery[c] = paid;
        cession.claims[c] = claims;
        const bool used_up = annual_limit < infinity ? annual.exhausted(paid) : whole_paid;
        cession.exhausted[c] = used_up ? 1 : 0;
    }
}

}  // namespace riskpool
