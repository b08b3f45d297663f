// What the excess of loss kinds have in common: the fields of a layer with annual terms, the faults of their
// combinations, and their compiled form.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <tuple>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/contract.hpp"
#include "sim/treaty/layer_sum.hpp"

namespace riskpool {

/// The base of the excess of loss kinds.
struct ExcessTerms : Contract {
    double limit = 0;
    double attachment = 0;
    double premium = 0;
    std::optional<std::vector<double>> reinstatements;
    bool unlimited_reinstatements = false;
    double annual_deductible = 0;
    double annual_limit = infinity;
    ReinstatementBasis reinstatement_basis = ReinstatementBasis::amount;

    /// What limit and reinstatements can pay in a year: (n + 1) L, without end when reinstated without end.
    [[nodiscard]] double reinstated_capacity() const {
        if (unlimited_reinstatements) return infinity;
        return (reinstatements ? static_cast<double>(reinstatements->size()) + 1 : 1) * limit;
    }
    [[nodiscard]] double annual_capacity() const { return std::min(annual_limit, reinstated_capacity()); }

    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return annual_capacity(); }
    [[nodiscard]] std::vector<double> ceded_share(TreatySetting const&) const { return {}; }
    [[nodiscard]] double flat_premium(TreatySetting const&) const { return premium; }
    [[nodiscard]] double ceding_commission() const { return 0; }

    bool operator==(ExcessTerms const&) const = default;
};

/// The fields of ExcessTerms, with the words of the kind for what `limit` and `attachment` apply to.
template <class Treaty>
constexpr auto excess_fields(std::string_view limit_about, std::string_view attachment_about) {
    return std::tuple{
        required("limit", static_cast<double Treaty::*>(&Treaty::limit), positive_or_infinite, Unit::money,
                 limit_about),
        required("attachment", static_cast<double Treaty::*>(&Treaty::attachment), not_negative, Unit::money,
                 attachment_about),
        optional("premium", static_cast<double Treaty::*>(&Treaty::premium), not_negative, Unit::money,
                 "Premium of a year for 100 % of the layer."),
        optional("reinstatements", static_cast<std::optional<std::vector<double>> Treaty::*>(&Treaty::reinstatements),
                 not_negative, Unit::fraction,
                 "Price of each reinstatement of the limit as a part of the premium: 0 is free, 100 % costs as much as "
                 "the layer did; an empty list is none."),
        optional("unlimited_reinstatements", static_cast<bool Treaty::*>(&Treaty::unlimited_reinstatements),
                 "True: the limit is reinstated without end and free of charge; then leave `reinstatements` out."),
        optional("annual_deductible", static_cast<double Treaty::*>(&Treaty::annual_deductible),
                 not_negative_or_infinite, Unit::money,
                 "Layer losses of the year that stay with the cedent before the layer pays."),
        optional("annual_limit", static_cast<double Treaty::*>(&Treaty::annual_limit), not_negative_or_infinite,
                 Unit::money, "The most the layer pays in a year; the limit and its reinstatements when left out."),
        optional("reinstatement_basis", static_cast<ReinstatementBasis Treaty::*>(&Treaty::reinstatement_basis),
                 "What a reinstatement premium is proportional to: the amount reinstated, that and the part of the "
                 "year left, or the part of the year left alone."),
    };
}

/// Faults of a layer's terms that no single bound can express.
inline void check_excess_terms(ExcessTerms const& terms, FieldFaults& faults) {
    check_contract(terms, faults);
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
}

/// A layer's compiled terms.
struct ExcessPlan {
    double limit = 0;
    double attachment = 0;
    double premium = 0;
    AnnualTerms annual;
    Reinstatements reinstated;
    ReinstatementBasis basis = ReinstatementBasis::amount;

    explicit ExcessPlan(ExcessTerms const& terms)
        : limit(terms.limit),
          attachment(terms.attachment),
          premium(terms.premium),
          annual{terms.annual_deductible, terms.annual_capacity()},
          reinstated{terms.limit, terms.annual_capacity(), {}},
          basis(terms.reinstatement_basis) {
        if (terms.reinstatements && !terms.unlimited_reinstatements) reinstated.price = *terms.reinstatements;
        if (!reinstated.priced() || premium == 0) reinstated.price.clear();
    }

    [[nodiscard]] bool needs_order() const noexcept { return annual.depends_on_order(); }
    [[nodiscard]] bool needs_time() const noexcept {
        return basis != ReinstatementBasis::amount && !reinstated.price.empty();
    }

    /// True if a year cannot use the layer up, so that it counts as exhausted when one loss takes the whole limit.
    [[nodiscard]] bool exhausted_by_one_loss() const noexcept {
        return !(annual.annual_limit < infinity) && limit < infinity;
    }

    /// True if a loss reaches the top of the layer.
    [[nodiscard]] bool takes_whole_limit(double loss) const noexcept { return loss >= attachment + limit; }

    /// Fills `exhausted` for such a plan: 1 where some entry of x reaches the top of the layer. `x` and the offsets are
    /// those of sum_layers, whose sums go to the column of reinstatement premiums, free of use in such a plan.
    template <class... Offsets>
    void find_full_losses(std::span<double const> x, Cession& cession, Offsets const&... offsets) const noexcept {
        sum_layers(x, offsets..., std::nextafter(attachment + limit, 0.0), limit, cession.reinstatement_premium,
                   cession.exhausted);
        std::fill(cession.reinstatement_premium.begin(), cession.reinstatement_premium.end(), 0.0);
        for (double& full : cession.exhausted) full = full > 0 ? 1 : 0;
    }

    /// Turns cell_recovery, holding the year's layer losses, into the year's answer. Only for plans without dates.
    void close_years(Cession& cession) const noexcept {
        for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
            const double recovered = annual.recovered(cession.cell_recovery[c]);
            cession.cell_recovery[c] = recovered;
            cession.reinstatement_premium[c] = premium * reinstated.charge(recovered);
            if (!exhausted_by_one_loss()) cession.exhausted[c] = annual.exhausted(recovered) ? 1 : 0;
        }
    }
};

/// The state of a layer within one year: losses go in by date, recoveries come out.
class ExcessYear {
public:
    explicit ExcessYear(ExcessPlan const& plan) noexcept
        : plan_(plan), ordered_(plan.needs_order()), dated_(plan.needs_time()) {}

    /// The recovery of a loss that costs the layer `cost`; `time` is read only where the plan needs time, and
    /// `whole_limit` says that the loss (of a cover per risk: one of its risks) took the whole limit.
    double recover(double cost, float time, bool whole_limit) noexcept {
        cost_ += cost;
        full_loss_ = full_loss_ || whole_limit;
        const double before = recovered_;
        recovered_ = plan_.annual.recovered(cost_);
        if (dated_) {
            premium_ +=
                plan_.premium * plan_.reinstated.charge(plan_.basis, before, recovered_, static_cast<double>(time));
        }
        // R' - R carries the rounding of the running total; a loss never recovers more than it costs
        return ordered_ ? std::min(recovered_ - before, cost) : cost;
    }
    /// Writes the year's recovery, reinstatement premium and exhaustion.
    void close(std::size_t cell, Cession& cession) const noexcept {
        cession.cell_recovery[cell] = recovered_;
        cession.reinstatement_premium[cell] = dated_ ? premium_ : plan_.premium * plan_.reinstated.charge(recovered_);
        const bool exhausted = plan_.exhausted_by_one_loss() ? full_loss_ : plan_.annual.exhausted(recovered_);
        cession.exhausted[cell] = exhausted ? 1 : 0;
    }

private:
    ExcessPlan const& plan_;
    bool ordered_;
    bool dated_;
    bool full_loss_ = false;
    double cost_ = 0;
    double recovered_ = 0;
    double premium_ = 0;
};

}  // namespace riskpool
