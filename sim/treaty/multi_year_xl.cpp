#include "sim/treaty/multi_year_xl.hpp"

namespace riskpool {

MultiYearXlPlan::MultiYearXlPlan(MultiYearXl const& treaty)
    : limit_(treaty.indexed_limit()),
      attachment_(treaty.indexed_attachment()),
      annual_{treaty.annual_deductible, treaty.annual_limit},
      whole_term_{treaty.term_deductible, treaty.term_limit},
      term_(treaty.term),
      sunset_{treaty.sunset},
      cancelled_after_loss_(treaty.cancelled_after_loss) {}

void MultiYearXlPlan::cede(Subject const& subject, Cession& cession) const noexcept {
    LossBlock const& block = subject.block;
    double cost_before = 0;  // what the years of the term before this one cost after their annual terms
    double paid_before = 0;
    bool cancelled = false;
    for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
        const std::size_t year_of_term = c % block.cells.years % term_;
        if (year_of_term == 0) {
            cost_before = paid_before = 0;
            cancelled = false;
        }
        const auto cover_left = static_cast<double>(term_ - year_of_term);
        RunningTotal year{annual_};
        double paid = paid_before;
        double claims = 0;
        bool full_loss = false;
        for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
            const bool covered = !cancelled && sunset_.covers(block, e, cover_left);
            const double loss = covered ? subject.event_loss[e] : 0;
            const double cost = layer_loss(loss, attachment_, limit_);
            double recovery = 0;
            if (cost > 0) {
                claims += 1;
                full_loss = full_loss || loss >= attachment_ + limit_;
                const double before = paid;
                year.recover(cost);
                paid = whole_term_.recovered(cost_before + year.recovered);
                recovery = needs_order() ? std::min(paid - before, cost) : cost;
            }
            if (cession.row_recovery.empty()) continue;
            spread_over_rows(recovery, loss, e, subject, cession.row_recovery);
        }
        // the difference carries the rounding of the term's total
        cession.cell_recovery[c] = std::min(paid - paid_before, year.recovered);
        cession.claims[c] = claims;
        const bool without_end = !(annual_.annual_limit < infinity) && !(whole_term_.annual_limit < infinity);
        const bool used_up = annual_.exhausted(year.recovered) || whole_term_.exhausted(paid);
        cession.exhausted[c] = used_up || (without_end && full_loss) ? 1 : 0;
        cancelled = cancelled || (cancelled_after_loss_ && claims > 0);
        cost_before += year.recovered;
        paid_before = paid;
    }
}

Account MultiYearXl::account(TreatySetting const& setting, double ceded_premium) const {
    Account account = PricedContract::account(setting, ceded_premium);
    if (cancelled_after_loss) account.cancelled_term = term;
    return account;
}

void MultiYearXl::check(FieldFaults& faults) const {
    check_layer(*this, faults);
    refuse_beside_basis(*this, true, "term", faults);
    if (cancelled_after_loss && brokerage > 0) {
        faults.add("brokerage", "is paid on every year's premium, which a cancelled year does not owe",
                   "leave it out, or drop cancelled_after_loss");
    }
    if (cancelled_after_loss && term == 1) {
        faults.add("cancelled_after_loss", "ends nothing in a term of one year", "give a longer term, or leave it out");
    }
}

}  // namespace riskpool
