#include "sim/treaty/drop_down.hpp"

#include <algorithm>

namespace riskpool {

void DropDownPlan::cede(Subject const& subject, Cession& cession) const noexcept {
    LossBlock const& block = subject.block;
    for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
        FollowedYear below(below_);
        ExcessYear year(terms_);
        double claims = 0;
        for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
            const double loss = below_.sunset.covers(block, e) ? subject.event_loss[e] : 0;
            const double attachment = below_.attachment + below.available();
            below.pay(loss);
            const double cost = layer_loss(loss, attachment, terms_.limit);
            double recovery = 0;
            if (cost > 0) {
                claims += 1;
                recovery =
                    year.recover(cost, needs_time() ? block.time[e] : 0, terms_.takes_whole_limit(loss, attachment));
            }
            if (cession.row_recovery.empty()) continue;
            spread_over_rows(recovery, loss, e, subject, cession.row_recovery);
        }
        year.close(c, cession);
        cession.claims[c] = claims;
        if (!cession.row_recovery.empty() && year.withdraws()) empty_rows(block, c, cession.row_recovery);
    }
}

}  // namespace riskpool
