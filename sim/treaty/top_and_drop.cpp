#include "sim/treaty/top_and_drop.hpp"

#include <algorithm>

namespace riskpool {

void TopAndDropPlan::cede(Subject const& subject, Cession& cession) const noexcept {
    const double end = top_ + cover_.limit();
    const double attachment = cover_.layer().attachment;
    cover_.cede(subject, cession, [=](double loss, FollowedYear::Answer const& under) {
        const double reach = std::max(std::min(loss, end) - attachment, 0.0);
        return FollowedYear::without_rounding(reach - under.recovery, loss);
    });
}

TopAndDropPlan TopAndDrop::compile(TreatySetting const& setting) const {
    ExcessPlan layer = followed_plan(setting, under);
    CatXl const* terms = setting.find_layer(under);
    const double top = terms != nullptr && terms->index_clause ? layer.attachment + layer.limit : attachment;
    return {std::move(layer), top, limit};
}

void TopAndDrop::check_followed(CatXl const& layer, FieldFaults& faults) const {
    check_followed_layer(*this, layer, "under", faults);
    check_can_be_used_up(layer, "under", faults);
    const double top = layer.attachment + layer.limit;
    if (!(attachment >= top * (1 - 1e-12) && attachment <= top * (1 + 1e-12))) {
        faults.add("attachment", "is not where the layer under it ends",
                   "set it to that layer's attachment plus its limit");
    }
}

}  // namespace riskpool
