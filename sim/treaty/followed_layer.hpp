// A cat_xl layer whose state another treaty of the same tier follows (drop_down, top_and_drop, back_up).
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cat_xl.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"

namespace riskpool {

/// The compiled terms of the layer that is followed, its index clause and sunset included. A scenario that is valid
/// has it; where nothing is there, it attaches nowhere, and so does its follower.
[[nodiscard]] inline ExcessPlan followed_plan(TreatySetting const& setting, std::string const& name) {
    if (ExcessTerms const* terms = setting.find_layer(name)) return ExcessPlan(*terms);
    ExcessTerms nowhere;
    nowhere.attachment = infinity;
    return ExcessPlan(nowhere);
}

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

/// Faults of a layer as one to be followed. `field` is the follower's field that names it.
inline void check_followed_layer(Contract const& follower, CatXl const& layer, std::string_view field,
                                 FieldFaults& faults) {
    if (!(layer.covers == follower.covers) || layer.causes != follower.causes ||
        layer.not_inuring != follower.not_inuring) {
        faults.add(field, "names a layer that applies to other losses",
                   "give both the same `covers`, `causes` and `not_inuring`");
    }
    if (layer.minimum_risks > 1 || layer.any_one_risk < infinity || !layer.attachments.empty() || layer.hours) {
        faults.add(field, "names a layer with terms per event that cannot be followed",
                   "name one without minimum_risks, any_one_risk, attachments and hours");
    }
    if (layer.deductible_form == DeductibleForm::franchise) {
        faults.add(field, "names a layer with a franchise, whose state is known at the end of the year only",
                   "name one whose annual deductible is full");
    }
}

/// Where the follower has nothing to do as long as the layer cannot be used up.
inline void check_can_be_used_up(CatXl const& layer, std::string_view field, FieldFaults& faults) {
    if (layer.annual_capacity() < infinity) return;
    faults.add(field, "names a layer that can never be used up", "limit its reinstatements or give it an annual_limit");
}

}  // namespace riskpool
