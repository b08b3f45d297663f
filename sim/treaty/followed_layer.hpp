// A cat_xl layer whose state another treaty of the same tier follows (drop_down, top_and_drop,
// back_up, reinstatement_premium_protection).
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cat_xl.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"

namespace riskpool {

/// The compiled terms of the layer that is followed, its index clause and sunset included. A scenario that is valid
/// has it; where nothing is there, it attaches nowhere, and so does its follower.
[[nodiscard]] ExcessPlan followed_plan(TreatySetting const& setting, std::string const& name);

/// The state of the followed layer within one year, on the subject loss of its follower.
class FollowedYear {
public:
    explicit FollowedYear(ExcessPlan const& layer) noexcept : layer_(layer) {}

    /// What one more event can recover: min(L, A - R).
    [[nodiscard]] double available() const noexcept {
        return std::min(layer_.limit, layer_.annual.annual_limit - recovered_);
    }

    struct Answer {
        double recovery;  // of the event from the followed layer
        double unpaid;    // what it would have paid as well had its annual limit not been used up
    };
    /// The next event of the year. Written with A - R rather than with the growth of R, so that a loss which is
    /// paid in full leaves exactly nothing.
    Answer pay(double loss) noexcept {
        const double cost = layer_loss(loss, layer_.attachment, layer_.limit);
        const double due = cost - std::min(cost, std::max(layer_.annual.deductible - cost_, 0.0));
        const double recovery = std::min(due, layer_.annual.annual_limit - recovered_);
        cost_ += cost;
        recovered_ = std::min(recovered_ + recovery, layer_.annual.annual_limit);
        return {recovery, without_rounding(due - recovery, loss)};
    }

    /// 0 where a difference is the rounding of the running total of losses like `loss`.
    [[nodiscard]] static double without_rounding(double difference, double loss) noexcept {
        return difference > 1e-12 * loss ? difference : 0;
    }

private:
    ExcessPlan const& layer_;
    double cost_ = 0;
    double recovered_ = 0;
};

/// True if events can use up the layer, so that its follower depends on their order.
[[nodiscard]] inline bool can_be_used_up(ExcessPlan const& layer) noexcept {
    return layer.annual.annual_limit < infinity;
}

/// A cover with one limit a year that pays, of each event in order of date, what its layer's answer leaves to it.
class BesideLayer {
public:
    BesideLayer(ExcessPlan layer, double limit) : layer_(std::move(layer)), limit_(limit) {}

    [[nodiscard]] bool needs_time() const noexcept { return layer_.sunset.given() || can_be_used_up(layer_); }
    [[nodiscard]] bool needs_delay() const noexcept { return layer_.sunset.given(); }
    [[nodiscard]] ExcessPlan const& layer() const noexcept { return layer_; }
    [[nodiscard]] double limit() const noexcept { return limit_; }

    /// `cost_of(loss, answer)` is what an event of that loss costs the cover when the layer answered so.
    template <class CostOf>
    void cede(Subject const& subject, Cession& cession, CostOf const& cost_of) const noexcept {
        LossBlock const& block = subject.block;
        for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
            FollowedYear layer(layer_);
            RunningTotal year{{0, limit_}};
            double claims = 0;
            for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
                const double loss = layer_.sunset.covers(block, e) ? subject.event_loss[e] : 0;
                const double cost = cost_of(loss, layer.pay(loss));
                const double recovery = year.recover(cost);
                claims += cost > 0 ? 1 : 0;
                if (cession.row_recovery.empty()) continue;
                spread_over_rows(recovery, loss, e, subject, cession.row_recovery);
            }
            cession.cell_recovery[c] = year.recovered;
            cession.claims[c] = claims;
            cession.exhausted[c] = year.terms.exhausted(year.recovered) ? 1 : 0;
        }
    }

private:
    ExcessPlan layer_;
    double limit_;
};

/// Faults of a layer that sees other losses than its follower, or counts them otherwise. `field` is the follower's
/// field that names it.
void check_same_losses(Contract const& follower, CatXl const& layer, std::string_view field, FieldFaults& faults);
/// Faults of a layer as one whose state is followed, these among them.
void check_followed_layer(Contract const& follower, CatXl const& layer, std::string_view field, FieldFaults& faults);
/// Where the follower has nothing to do as long as the layer cannot be used up.
void check_can_be_used_up(CatXl const& layer, std::string_view field, FieldFaults& faults);

}  // namespace riskpool
