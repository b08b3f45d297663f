// What the excess of loss kinds have in common: the fields of a layer with annual terms, the faults of their
// combinations, and their compiled form.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/contract.hpp"
#include "sim/treaty/index_clause.hpp"
#include "sim/treaty/layer_sum.hpp"
#include "sim/treaty/priced_contract.hpp"

namespace riskpool {

/// Sunset: an event counts only if it is reported within so many years of the end of the cover.
struct Sunset {
    double years = infinity;

    [[nodiscard]] bool given() const noexcept { return years < infinity; }
    /// True if the event was reported in time; `cover_left` is the time from the beginning of the event's year to the
    /// end of the cover. A block keeps dates as floats, hence the allowance of 2^-22.
    [[nodiscard]] bool covers(LossBlock const& block, std::size_t event, double cover_left = 1) const noexcept {
        if (!given()) return true;
        const double reported = static_cast<double>(block.time[event]) + static_cast<double>(block.delay[event]);
        return reported <= (cover_left + years) * (1 + 0x1p-22);
    }
};

/// What every layer in excess of an attachment has.
struct LayerTerms : PricedContract {
    double limit = 0;
    double attachment = 0;
    std::optional<IndexClause> index_clause;
    double sunset = infinity;

    [[nodiscard]] double index_factor() const { return index_clause ? index_clause->factor() : 1; }
    [[nodiscard]] double indexed_attachment() const { return attachment * index_factor(); }
    [[nodiscard]] double indexed_limit() const {
        return index_clause && index_clause->limit_indexed ? limit * index_factor() : limit;
    }

    bool operator==(LayerTerms const&) const = default;
};

/// The base of the excess of loss kinds with annual terms and reinstatements.
struct ExcessTerms : LayerTerms {
    std::optional<std::vector<double>> reinstatements;
    bool unlimited_reinstatements = false;
    double annual_deductible = 0;
    DeductibleForm deductible_form = DeductibleForm::full;
    double annual_limit = infinity;
    ReinstatementBasis reinstatement_basis = ReinstatementBasis::amount;

    /// What limit and reinstatements can pay in a year: (n + 1) L, without end when reinstated without end.
    [[nodiscard]] double reinstated_capacity() const;
    [[nodiscard]] double annual_capacity() const { return std::min(annual_limit, reinstated_capacity()); }

    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return annual_capacity(); }

    bool operator==(ExcessTerms const&) const = default;
};

template <class Treaty>
constexpr auto limit_field(std::string_view limit_about) {
    return field_list(required("limit", static_cast<double Treaty::*>(&Treaty::limit), positive_or_infinite,
                               Unit::money, limit_about));
}

/// Limit, attachment and premium, with the words of the kind for what the first two apply to.
template <class Treaty>
constexpr auto layer_fields(std::string_view limit_about, std::string_view attachment_about) {
    return join_fields(limit_field<Treaty>(limit_about),
                       field_list(required("attachment", static_cast<double Treaty::*>(&Treaty::attachment),
                                           not_negative, Unit::money, attachment_about)),
                       premium_fields<Treaty>());
}

/// The clauses that every layer with an attachment of its own may have.
template <class Treaty>
constexpr auto clause_fields() {
    return field_list(
        optional("index_clause", static_cast<std::optional<IndexClause> Treaty::*>(&Treaty::index_clause),
                 "Index clause: the attachment moves with the index of the years in which claims are paid."),
        optional("sunset", static_cast<double Treaty::*>(&Treaty::sunset), not_negative_or_infinite, Unit::years,
                 "Years after the end of the year's cover within which an event must be reported to be covered."));
}

/// Reinstatements and annual terms.
template <class Treaty>
constexpr auto annual_fields() {
    return field_list(
        optional("reinstatements", static_cast<std::optional<std::vector<double>> Treaty::*>(&Treaty::reinstatements),
                 not_negative, Unit::fraction,
                 "Price of each reinstatement of the limit as a part of the premium: 0 is free, 100 % costs as much as "
                 "the layer did; an empty list is none."),
        optional("unlimited_reinstatements", static_cast<bool Treaty::*>(&Treaty::unlimited_reinstatements),
                 "True: the limit is reinstated without end and free of charge; then leave `reinstatements` out."),
        optional("annual_deductible", static_cast<double Treaty::*>(&Treaty::annual_deductible),
                 not_negative_or_infinite, Unit::money,
                 "Layer losses of the year that stay with the cedent before the layer pays."),
        optional(
            "deductible_form", static_cast<DeductibleForm Treaty::*>(&Treaty::deductible_form),
            "Whether the annual deductible stays with the cedent (full) or only has to be reached, after which the "
            "layer pays from the first unit (franchise)."),
        optional("annual_limit", static_cast<double Treaty::*>(&Treaty::annual_limit), not_negative_or_infinite,
                 Unit::money, "The most the layer pays in a year; the limit and its reinstatements when left out."),
        optional("reinstatement_basis", static_cast<ReinstatementBasis Treaty::*>(&Treaty::reinstatement_basis),
                 "What a reinstatement premium is proportional to: the amount reinstated, that and the part of the "
                 "year left, or the part of the year left alone."));
}

/// The fields of ExcessTerms.
template <class Treaty>
constexpr auto excess_fields(std::string_view limit_about, std::string_view attachment_about) {
    return join_fields(layer_fields<Treaty>(limit_about, attachment_about), annual_fields<Treaty>(),
                       clause_fields<Treaty>());
}

/// Faults of a layer's premium and clauses, and of the common terms.
void check_layer(LayerTerms const& terms, FieldFaults& faults);
/// The same with the annual terms and reinstatements.
void check_excess_terms(ExcessTerms const& terms, FieldFaults& faults);

/// A layer's compiled terms.
struct ExcessPlan {
    double limit = 0;
    double attachment = 0;
    double premium = 0;
    AnnualTerms annual;
    Reinstatements reinstated;
    ReinstatementBasis basis = ReinstatementBasis::amount;
    Sunset sunset;

    explicit ExcessPlan(ExcessTerms const& terms);

    [[nodiscard]] bool needs_order() const noexcept { return annual.depends_on_order(); }
    [[nodiscard]] bool needs_time() const noexcept { return charges_by_date() || sunset.given(); }
    [[nodiscard]] bool needs_delay() const noexcept { return sunset.given(); }
    /// True if a reinstatement premium depends on the date of loss.
    [[nodiscard]] bool charges_by_date() const noexcept {
        return basis != ReinstatementBasis::amount && !reinstated.price.empty();
    }

    /// True if a year cannot use the layer up, so that it counts as exhausted when one loss takes the whole limit.
    [[nodiscard]] bool exhausted_by_one_loss() const noexcept {
        return !(annual.annual_limit < infinity) && limit < infinity;
    }

    /// True if a loss reaches the top of the layer; `from` is where it attaches for this loss.
    [[nodiscard]] bool takes_whole_limit(double loss, double from) const noexcept { return loss >= from + limit; }
    [[nodiscard]] bool takes_whole_limit(double loss) const noexcept { return takes_whole_limit(loss, attachment); }

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
    /// Column by column, without branches, because most of a run's years pass here.
    void close_years(Cession& cession) const noexcept;
};

/// Gives the recovery of an event to its rows in proportion to their losses, each up to `any_one_risk`; `loss` is the
/// sum of these.
inline void spread_over_rows(double recovery, double loss, std::size_t event, Subject const& subject,
                             std::span<double> row_recovery, double any_one_risk = infinity) noexcept {
    const std::size_t begin = subject.block.row_begin[event];
    const std::size_t end = subject.block.row_begin[event + 1];
    if (end - begin == 1) {
        row_recovery[begin] = recovery;
        return;
    }
    const double part = recovery > 0 ? recovery / loss : 0;
    for (std::size_t i = begin; i < end; ++i) row_recovery[i] = part * std::min(subject.risk_loss[i], any_one_risk);
}

/// Takes back what rows of a cell recovered.
inline void empty_rows(LossBlock const& block, std::size_t cell, std::span<double> row_recovery) noexcept {
    for (std::size_t i = block.cell_row_begin(cell); i < block.cell_row_begin(cell + 1); ++i) row_recovery[i] = 0;
}

/// The state of a layer within one year: losses go in by date, recoveries come out.
class ExcessYear {
public:
    explicit ExcessYear(ExcessPlan const& plan) noexcept
        : plan_(plan), ordered_(plan.needs_order()), dated_(plan.charges_by_date()) {}

    /// The recovery of a loss that costs the layer `cost`; `time` is read only where premiums depend on it, and
    /// `whole_limit` says that the loss (of a cover per risk: one of its risks) took the whole limit. Once an aggregate
    /// franchise is reached, the losses before it are paid as well: then each loss recovers its own cost, up to the
    /// annual limit, and what is returned holds unless the year `withdraws`. The premium falls due when R grows.
    double recover(double cost, float time, bool whole_limit) noexcept {
        const double cost_before = cost_;
        cost_ += cost;
        full_loss_ = full_loss_ || whole_limit;
        const double before = recovered_;
        recovered_ = plan_.annual.recovered(cost_);
        if (dated_) {
            premium_ +=
                plan_.premium * plan_.reinstated.charge(plan_.basis, before, recovered_, static_cast<double>(time));
        }
        if (plan_.annual.is_franchise()) return std::min(cost, std::max(plan_.annual.annual_limit - cost_before, 0.0));
        // R' - R carries the rounding of the running total; a loss never recovers more than it costs
        return ordered_ ? std::min(recovered_ - before, cost) : cost;
    }
    /// True if the year did not reach its franchise, so that no loss recovers anything.
    [[nodiscard]] bool withdraws() const noexcept { return plan_.annual.is_franchise() && recovered_ == 0; }
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
