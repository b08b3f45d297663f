#include "sim/treaty/per_risk_xl.hpp"

#include <algorithm>

#include "sim/treaty/layer_sum.hpp"

namespace riskpool {

void PerRiskXlPlan::cede(Subject const& subject, Cession& cession) const noexcept {
    LossBlock const& block = subject.block;
    const bool rows_wanted = !cession.row_recovery.empty();
    if (!rows_wanted && !needs_time() && !(event_limit_ < infinity)) {
        sum_layers(subject.risk_loss, block.event_begin, block.row_begin, terms_.attachment, terms_.limit,
                   cession.cell_recovery, cession.claims);
        if (terms_.exhausted_by_one_loss()) {
            terms_.find_full_losses(subject.risk_loss, cession, block.event_begin, block.row_begin);
        }
        terms_.close_years(cession);
        return;
    }
    for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
        ExcessYear year(terms_);
        double claims = 0;
        for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
            bool whole_limit = false;
            double cost = 0;  // of the event to the layer: sum of y_r = min((x_r - D)+, L)
            const bool in_time = terms_.sunset.covers(block, e);
            for (std::size_t i = block.row_begin[e]; i < block.row_begin[e + 1]; ++i) {
                const double loss = in_time ? subject.risk_loss[i] : 0;
                const double risk = layer_loss(loss, terms_.attachment, terms_.limit);
                if (rows_wanted) cession.row_recovery[i] = risk;
                cost += risk;
                whole_limit = whole_limit || terms_.takes_whole_limit(loss);
                claims += risk > 0 ? 1 : 0;
            }
            if (!(cost > 0)) continue;
            const double recovery =
                year.recover(std::min(cost, event_limit_), needs_time() ? block.time[e] : 0, whole_limit);
            if (!rows_wanted || recovery == cost) continue;
            const double part = recovery / cost;
            for (std::size_t i = block.row_begin[e]; i < block.row_begin[e + 1]; ++i) {
                cession.row_recovery[i] *= part;
            }
        }
        year.close(c, cession);
        cession.claims[c] = claims;
        if (rows_wanted && year.withdraws()) empty_rows(block, c, cession.row_recovery);
    }
}

}  // namespace riskpool
