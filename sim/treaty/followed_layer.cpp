#include "sim/treaty/followed_layer.hpp"

namespace riskpool {

ExcessPlan followed_plan(TreatySetting const& setting, std::string const& name) {
    if (CatXl const* terms = setting.find_layer(name)) return ExcessPlan(*terms);
    ExcessTerms nowhere;
    nowhere.attachment = infinity;
    return ExcessPlan(nowhere);
}

void check_same_losses(Contract const& follower, CatXl const& layer, std::string_view field, FieldFaults& faults) {
    if (!(layer.covers == follower.covers) || layer.causes != follower.causes ||
        layer.not_inuring != follower.not_inuring) {
        faults.add(field, "names a layer that applies to other losses",
                   "give both the same `covers`, `causes` and `not_inuring`");
    }
    if (layer.attachment_basis != follower.attachment_basis) {
        faults.add(field, "names a layer whose years count other losses", "give both the same `attachment_basis`");
    }
    if (layer.currency != follower.currency) {
        faults.add(field, "names a layer in another currency", "give both the same `currency`");
    }
}

void check_followed_layer(Contract const& follower, CatXl const& layer, std::string_view field, FieldFaults& faults) {
    check_same_losses(follower, layer, field, faults);
    if (layer.minimum_risks > 1 || layer.any_one_risk < infinity || !layer.attachments.empty() || layer.hours) {
        faults.add(field, "names a layer with terms per event that cannot be followed",
                   "name one without minimum_risks, any_one_risk, attachments and hours");
    }
    if (layer.deductible_form == DeductibleForm::franchise) {
        faults.add(field, "names a layer with a franchise, whose state is known at the end of the year only",
                   "name one whose annual deductible is full");
    }
}

void check_can_be_used_up(CatXl const& layer, std::string_view field, FieldFaults& faults) {
    if (layer.annual_capacity() < infinity) return;
    faults.add(field, "names a layer that can never be used up", "limit its reinstatements or give it an annual_limit");
}

}  // namespace riskpool
