// Excess of loss per event.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"
#include "sim/treaty/layer_sum.hpp"

namespace riskpool {

struct CatXl;

/// CatXl compiled. Where only yearly totals are wanted and an event counts with the sum of its losses, the year's layer
/// losses are added up in the lanes of sum_layers instead of one after another; the two totals differ by rounding
/// alone.
class CatXlPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    explicit CatXlPlan(CatXl const& treaty);

    [[nodiscard]] bool needs_order() const noexcept { return terms_.needs_order(); }
    /// Totals depend on dates with the hours clause, and on the order of events with a list of attachments.
    [[nodiscard]] bool needs_time() const noexcept {
        return terms_.needs_time() || hours_.has_value() || !attachments_.empty();
    }
    [[nodiscard]] bool needs_sources() const noexcept { return hours_.has_value(); }
    [[nodiscard]] bool needs_delay() const noexcept { return terms_.needs_delay(); }

    void cede(Subject const& subject, Cession& cession) const noexcept;

    /// The layer whose sums over events are all that totals need (then cede() takes them from the cession, where
    /// `summed` says so); nothing where they need more.
    [[nodiscard]] std::optional<TowerLayer> tower_layer() const noexcept {
        if (needs_time() || !adds_up_rows()) return std::nullopt;
        return TowerLayer{terms_.attachment, terms_.limit, {}, {}};
    }

private:
    /// True if an event counts with the sum of its rows.
    [[nodiscard]] bool adds_up_rows() const noexcept { return minimum_risks_ == 1 && !(any_one_risk_ < infinity); }

    /// The loss of an event as the layer counts it: its risks, each up to the most that counts for one; nothing if it
    /// hits too few of them or is reported too late.
    [[nodiscard]] double counted(Subject const& subject, std::size_t event) const noexcept;
    void cede_year_by_event(std::size_t cell, Subject const& subject, Cession& cession) const noexcept;

    ExcessPlan terms_;
    std::uint32_t minimum_risks_;
    double any_one_risk_;
    std::vector<double> attachments_;
    double qualifying_threshold_;
    std::optional<double> hours_;
};

/// Each event costs the layer min((X - D)+, L), X being its loss over all risks; then come the annual deductible, the
/// annual limit and the reinstatement premiums (see AnnualTerms and Reinstatements). X counts each risk up to
/// `any_one_risk`, and is nothing where fewer than `minimum_risks` are hit. With a list of attachments D is that of the
/// k-th qualifying event of the year, and an event that does not qualify costs nothing. With an hours clause an event
/// is an occurrence chosen by the cedent (see cede_by_occurrence).
struct CatXl : ExcessTerms {
    std::uint32_t minimum_risks = 1;
    double any_one_risk = infinity;
    std::vector<double> attachments;
    double qualifying_threshold = 0;
    std::optional<double> hours;

    using Plan = CatXlPlan;
    [[nodiscard]] Plan compile(TreatySetting const&) const { return Plan(*this); }
    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "cat_xl";
    static constexpr std::string_view terms_in_order =
        "sunset; any_one_risk; hours; minimum_risks; index_clause; attachment or attachments, and limit; "
        "annual_deductible; annual_limit or reinstatements; reinstatement premium; placed part; premium or "
        "rate with minimum; swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about = "Excess of loss per event, with priced reinstatements of the limit.";
    static constexpr auto fields = join_fields(
        contract_fields<CatXl>(),
        excess_fields<CatXl>("The most the layer pays for one event.",
                             "Loss of an event above which the layer pays; a loss exactly at it recovers nothing."),
        field_list(
            optional("minimum_risks", &CatXl::minimum_risks, at_least_one, Unit::count,
                     "Insureds that an event must hit with a loss to be covered: 2 is a two-risk warranty."),
            optional("any_one_risk", &CatXl::any_one_risk, positive_or_infinite, Unit::money,
                     "The most that counts of the loss of one insured (maximum any one life) before it is summed."),
            optional("attachments", &CatXl::attachments, not_negative, Unit::money,
                     "Attachment of the first, second ... qualifying event of a year; the last one holds for all "
                     "further events. The first is `attachment`."),
            optional("qualifying_threshold", &CatXl::qualifying_threshold, not_negative, Unit::money,
                     "Loss from which an event moves on to the next attachment; a smaller one is not covered."),
            optional("hours", &CatXl::hours, positive, Unit::none,
                     "Hours clause: events of one source within so many hours may be taken together as one, as it "
                     "serves the cedent best; 72 and 168 are usual.")));
    bool operator==(CatXl const&) const = default;
};

}  // namespace riskpool
