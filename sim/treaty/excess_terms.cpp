#include "sim/treaty/excess_terms.hpp"

namespace riskpool {

double ExcessTerms::reinstated_capacity() const {
    if (unlimited_reinstatements) return infinity;
    return (reinstatements ? static_cast<double>(reinstatements->size()) + 1 : 1) * indexed_limit();
}

void check_layer(LayerTerms const& terms, FieldFaults& faults) {
    check_priced_contract(terms, faults);
    refuse_beside_basis(terms, terms.sunset < infinity, "sunset", faults);
}

void check_excess_terms(ExcessTerms const& terms, FieldFaults& faults) {
    check_layer(terms, faults);
    if (terms.reinstatements.has_value() && terms.unlimited_reinstatements) {
        faults.add("unlimited_reinstatements", "is given beside reinstatements", "give one of the two");
    }
    if (!terms.reinstatements.has_value() && !terms.unlimited_reinstatements) {
        faults.add("reinstatements", "is missing: how often the limit is reinstated must be said",
                   "give a price for each ([] is none), or unlimited_reinstatements: true");
    }
    if (terms.reinstatements.has_value() && !terms.reinstatements->empty() && !(terms.limit < infinity)) {
        faults.add("reinstatements", "cannot reinstate an infinite limit", "give [] or a finite limit");
    }
    if (terms.annual_limit < infinity && terms.annual_limit > terms.reinstated_capacity()) {
        faults.add("annual_limit", "is more than the limit and its reinstatements can pay in a year",
                   "leave it out, or add reinstatements");
    }
    if (terms.deductible_form == DeductibleForm::franchise && terms.annual_deductible == 0) {
        faults.add("deductible_form", "is not read without an annual deductible", "give annual_deductible, or drop it");
    }
    if (terms.attachment_basis == AttachmentBasis::risks_attaching &&
        terms.reinstatement_basis != ReinstatementBasis::amount) {
        faults.add("reinstatement_basis",
                   "counts the part of a calendar year left, and policies attaching in a year run into the next",
                   "set reinstatement_basis: amount");
    }
}

ExcessPlan::ExcessPlan(ExcessTerms const& terms)
    : limit(terms.indexed_limit()),
      attachment(terms.indexed_attachment()),
      premium(terms.premium),
      annual{terms.annual_deductible, terms.annual_capacity(), terms.deductible_form},
      reinstated{limit, terms.annual_capacity(), {}},
      basis(terms.reinstatement_basis),
      sunset{terms.sunset} {
    if (terms.reinstatements && !terms.unlimited_reinstatements) reinstated.price = *terms.reinstatements;
    if (!reinstated.priced() || premium == 0) reinstated.price.clear();
}

void ExcessPlan::close_years(Cession& cession) const noexcept {
    const std::size_t n = cession.cell_recovery.size();
    double* recovery = cession.cell_recovery.data();
    if (annual.is_franchise()) {
        for (std::size_t c = 0; c < n; ++c) recovery[c] = annual.recovered(recovery[c]);
    } else {
        const double deductible = annual.deductible, annual_limit = annual.annual_limit;
        for (std::size_t c = 0; c < n; ++c) {
            recovery[c] = std::min(std::max(recovery[c] - deductible, 0.0), annual_limit);
        }
    }
    if (!exhausted_by_one_loss()) {
        for (std::size_t c = 0; c < n; ++c) cession.exhausted[c] = annual.exhausted(recovery[c]) ? 1 : 0;
    }
    if (reinstated.price.empty()) return;
    double* due = cession.reinstatement_premium.data();
    for (std::size_t j = 0; j < reinstated.price.size(); ++j) {
        const double price = reinstated.price[j];
        for (std::size_t c = 0; c < n; ++c) due[c] += price * reinstated.part_used(j, recovery[c]);
    }
    for (std::size_t c = 0; c < n; ++c) due[c] *= premium;
}

}  // namespace riskpool
