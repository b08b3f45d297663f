#include "sim/treaty/reinstatement_premium_protection.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/treaty/followed_layer.hpp"
#include "sim/treaty/payout_cover.hpp"

namespace riskpool {

namespace {

/// The protected layer with its premium in money; one that charges nothing where there is none.
CatXl protected_layer(TreatySetting const& setting, std::string const& name) {
    CatXl layer;
    if (CatXl const* found = setting.find_layer(name)) layer = *found;
    layer.premium = layer.flat_premium(setting);
    layer.rate.reset();
    return layer;
}

/// The most that reinstating 100 % of the layer costs in a year.
double dearest(CatXl const& layer) {
    if (!layer.reinstatements || layer.unlimited_reinstatements) return 0;
    double prices = 0;
    for (const double price : *layer.reinstatements) prices += price;
    // by time alone each loss that reinstates something pays the full price, however often
    const bool counted = layer.reinstatement_basis != ReinstatementBasis::time;
    return prices > 0 && layer.premium > 0 ? (counted ? layer.premium * prices : infinity) : 0;
}

}  // namespace

void ReinstatementPremiumProtectionPlan::cede(Subject const& subject, Cession& cession) const noexcept {
    layer_.cede(subject, cession);  // as the layer itself: its rows tell it whether to add up in order of date
    std::fill(cession.row_recovery.begin(), cession.row_recovery.end(), 0.0);
    for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
        const double paid = std::min(part_ * cession.reinstatement_premium[c], most_);
        cession.reinstatement_premium[c] = 0;
        cession.cell_recovery[c] = paid;
        cession.claims[c] = paid > 0 ? 1 : 0;
        cession.exhausted[c] = most_ < infinity && paid > 0 && paid >= most_ * (1 - 1e-12) ? 1 : 0;
    }
}

ReinstatementPremiumProtectionPlan ReinstatementPremiumProtection::compile(TreatySetting const& setting) const {
    const CatXl layer = protected_layer(setting, protects);
    return {layer, share * layer.placed_part(), annual_capacity(setting)};
}

double ReinstatementPremiumProtection::annual_capacity(TreatySetting const& setting) const {
    const CatXl layer = protected_layer(setting, protects);
    const double part = share * layer.placed_part();
    return part > 0 ? part * dearest(layer) : 0;
}

void ReinstatementPremiumProtection::check(FieldFaults& faults) const {
    check_payout_contract(*this, faults);
}

void ReinstatementPremiumProtection::check_followed(CatXl const& layer, FieldFaults& faults) const {
    check_same_losses(*this, layer, "protects", faults);
    const bool priced = layer.reinstatements && std::any_of(layer.reinstatements->begin(), layer.reinstatements->end(),
                                                            [](double price) { return price > 0; });
    if (!priced)
        faults.add("protects", "names a layer whose limit is reinstated free of charge or not at all",
                   "name one whose reinstatements have a price");
    if (layer.rate && layer.rates_move()) {
        faults.add("protects", "names a layer with a rate, whose premium in its currency is another in each year",
                   "give that layer a premium in money, or one rate of exchange");
    }
}

}  // namespace riskpool
