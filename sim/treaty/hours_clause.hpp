// The hours clause: events of one source that follow each other closely may be taken together as one occurrence.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"

namespace riskpool {

/// The losses of one trial to a layer with an hours clause, cut into occurrences: runs of consecutive losses x of one
/// source whose first and last are at most `hours` apart, without overlap, such that the sum of min((X - D)+, L) over
/// occurrences X is the largest possible. Over the losses of a source in order of date, backwards,
///     V(i) = max over j with t_j - t_i <= H of min((x_i + .. + x_j - D)+, L) + V(j + 1);
/// where several j give the largest value the shortest run is taken.
class Occurrences {
public:
    /// Events beyond this number in one trial take memory from the heap, once a trial; the others none.
    static constexpr std::size_t on_stack = 192;

    struct Loss {
        double amount;      // as the layer counts it; 0 is in no occurrence
        double when;        // years since the trial began
        double best;        // V
        std::size_t next;   // the next loss of the source; the number of events if there is none
        std::size_t after;  // if an occurrence begins here: the first loss of the source behind it
        bool taken;         // belongs to an occurrence that began earlier
    };

    explicit Occurrences(std::size_t events) : heap_(events > on_stack ? events : 0), events_(events) {}

    [[nodiscard]] Loss& operator[](std::size_t i) noexcept { return heap_.empty() ? stack_[i] : heap_[i]; }

    /// Sets `next`, `best` and `after`. `source` has the source of each event.
    void choose(ExcessPlan const& plan, double hours, std::span<SourceId const> source) noexcept {
        // a block keeps the date as a float, to about a second
        const double span = hours / 8760 + 0x1p-24;
        Occurrences& loss = *this;
        for (std::size_t i = events_; i-- > 0;) {
            Loss& first = loss[i];
            if (!(first.amount > 0)) continue;
            first.next = i + 1;
            while (first.next < events_ && !(loss[first.next].amount > 0 && source[first.next] == source[i])) {
                ++first.next;
            }
            first.best = -1;
            double sum = 0;
            for (std::size_t j = i; j < events_ && loss[j].when - first.when <= span; j = loss[j].next) {
                sum += loss[j].amount;
                const std::size_t after = loss[j].next;
                const double total =
                    layer_loss(sum, plan.attachment, plan.limit) + (after < events_ ? loss[after].best : 0);
                if (!(total > first.best)) continue;
                first.best = total;
                first.after = after;
            }
        }
    }

private:
    std::array<Loss, on_stack> stack_;
    std::vector<Loss> heap_;
    std::size_t events_;
};

/// Cedes a block to a layer with an hours clause. `counted(event)` is the loss of an event as the layer counts it;
/// `spread(recovery, event, loss)` gives an event's recovery to its rows. An occurrence is a loss of the year in which
/// it begins, on the date on which it begins, and uses up the annual terms of that year in order of these dates; its
/// recovery is spread over its events in proportion to their losses, and what falls to an event of the next year is
/// booked there, beside the loss that it makes good.
template <class Counted, class Spread>
void cede_by_occurrence(ExcessPlan const& plan, double hours, Subject const& subject, Cession& cession,
                        Counted const& counted, Spread const& spread) noexcept {
    LossBlock const& block = subject.block;
    const std::size_t years = block.cells.years;
    const bool rows_wanted = !cession.row_recovery.empty();
    std::fill(cession.cell_recovery.begin(), cession.cell_recovery.end(), 0.0);
    for (std::size_t first_cell = 0; first_cell < cession.cell_recovery.size(); first_cell += years) {
        const std::size_t begin = block.event_begin[first_cell];
        const std::size_t events = block.event_begin[first_cell + years] - begin;
        Occurrences losses(events);
        for (std::size_t y = 0; y < years; ++y) {
            for (std::size_t e = block.event_begin[first_cell + y]; e < block.event_begin[first_cell + y + 1]; ++e) {
                const double when = static_cast<double>(y) + static_cast<double>(block.time[e]);
                losses[e - begin] = {counted(e), when, 0, events, events, false};
            }
        }
        losses.choose(plan, hours, std::span(block.source).subspan(begin, events));

        for (std::size_t c = first_cell; c < first_cell + years; ++c) {
            ExcessYear year(plan);
            double claims = 0;
            double booked_later = 0;
            for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
                auto const& start = losses[e - begin];
                if (start.taken) continue;
                if (!(start.amount > 0)) {
                    if (rows_wanted) spread(0, e, 0);
                    continue;
                }
                double sum = 0;
                for (std::size_t i = e - begin; i < start.after; i = losses[i].next) sum += losses[i].amount;
                const double cost = layer_loss(sum, plan.attachment, plan.limit);
                double recovery = 0;
                if (cost > 0) {
                    claims += 1;
                    recovery = year.recover(cost, block.time[e], plan.takes_whole_limit(sum));
                }
                const double part = recovery / sum;
                std::size_t cell = c;
                for (std::size_t i = e - begin; i < start.after; i = losses[i].next) {
                    losses[i].taken = true;
                    const double share = part * losses[i].amount;
                    if (rows_wanted) spread(share, begin + i, losses[i].amount);
                    while (begin + i >= block.event_begin[cell + 1]) ++cell;
                    if (cell == c) continue;
                    booked_later += share;
                    cession.cell_recovery[cell] += share;
                }
            }
            const double booked_here = cession.cell_recovery[c];
            year.close(c, cession);
            cession.claims[c] = claims;
            cession.cell_recovery[c] = std::max(cession.cell_recovery[c] - booked_later, 0.0) + booked_here;
        }
    }
}

}  // namespace riskpool
