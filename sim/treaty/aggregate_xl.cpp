#include "sim/treaty/aggregate_xl.hpp"

#include <algorithm>

namespace riskpool {

void AggregateXlPlan::cede(Subject const& subject, Cession& cession) const noexcept {
    LossBlock const& block = subject.block;
    for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
        RunningTotal year{year_};
        for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
            const double recovery = year.recover(events_.counted(subject.event_loss[e]));
            if (cession.row_recovery.empty()) continue;
            spread_over_rows(recovery, subject.event_loss[e], e, subject, cession.row_recovery);
        }
        cession.cell_recovery[c] = year.recovered;
        cession.claims[c] = year.recovered > 0 ? 1 : 0;
        cession.exhausted[c] = year_.exhausted(year.recovered) ? 1 : 0;
    }
}

}  // namespace riskpool
