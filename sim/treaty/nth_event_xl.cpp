#include "sim/treaty/nth_event_xl.hpp"

namespace riskpool {

NthEventXlPlan::NthEventXlPlan(NthEventXl const& treaty)
    : limit_(treaty.indexed_limit()),
      attachment_(treaty.indexed_attachment()),
      threshold_(treaty.qualifying_threshold),
      event_(treaty.event),
      by_(treaty.by),
      sunset_{treaty.sunset} {}

void NthEventXlPlan::cede(Subject const& subject, Cession& cession) const noexcept {
    LossBlock const& block = subject.block;
    for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
        const std::size_t begin = block.event_begin[c];
        const std::size_t end = block.event_begin[c + 1];
        const std::size_t chosen =
            by_ == EventOrder::time ? by_time(subject, begin, end) : by_size(subject, begin, end);
        const double loss = chosen < end ? counted(subject, chosen) : 0;
        const double recovery = layer_loss(loss, attachment_, limit_);
        cession.cell_recovery[c] = recovery;
        cession.claims[c] = recovery > 0 ? 1 : 0;
        cession.exhausted[c] = AnnualTerms{0, limit_}.exhausted(recovery) ? 1 : 0;
        if (cession.row_recovery.empty()) continue;
        for (std::size_t e = begin; e < end; ++e) {
            spread_over_rows(e == chosen ? recovery : 0, loss, e, subject, cession.row_recovery);
        }
    }
}

double NthEventXlPlan::counted(Subject const& subject, std::size_t event) const noexcept {
    const double loss = subject.event_loss[event];
    return loss >= threshold_ && sunset_.covers(subject.block, event) ? loss : 0;
}

std::size_t NthEventXlPlan::by_time(Subject const& subject, std::size_t begin, std::size_t end) const noexcept {
    std::uint64_t qualified = 0;
    for (std::size_t e = begin; e < end; ++e) {
        if (counted(subject, e) > 0 && ++qualified == event_) return e;
    }
    return end;
}

/// n is small: each turn finds the largest of what is left.
std::size_t NthEventXlPlan::by_size(Subject const& subject, std::size_t begin, std::size_t end) const noexcept {
    std::size_t last = end;
    double last_loss = infinity;
    for (std::uint64_t rank = 1; rank <= event_; ++rank) {
        std::size_t largest = end;
        double largest_loss = 0;
        for (std::size_t e = begin; e < end; ++e) {
            const double loss = counted(subject, e);
            const bool left = loss < last_loss || (loss == last_loss && e > last);
            if (!left || !(loss > largest_loss)) continue;
            largest = e;
            largest_loss = loss;
        }
        if (largest == end) return end;
        last = largest;
        last_loss = largest_loss;
    }
    return last;
}

}  // namespace riskpool
