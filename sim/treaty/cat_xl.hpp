// Excess of loss per event.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"
#include "sim/treaty/hours_clause.hpp"
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

    void cede(Subject const& subject, Cession& cession) const noexcept {
        if (hours_) {
            cede_by_occurrence(
                terms_, *hours_, subject, cession, [&](std::size_t event) { return counted(subject, event); },
                [&](double recovery, std::size_t event, double loss) {
                    spread_over_rows(recovery, loss, event, subject, cession.row_recovery, any_one_risk_);
                });
        } else if (cession.row_recovery.empty() && !needs_time() && adds_up_rows()) {
            sum_layers(subject.event_loss, subject.block.event_begin, terms_.attachment, terms_.limit,
                       cession.cell_recovery, cession.claims);
            if (terms_.exhausted_by_one_loss()) {
                terms_.find_full_losses(subject.event_loss, cession, subject.block.event_begin);
            }
            terms_.close_years(cession);
        } else {
            for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) cede_year_by_event(c, subject, cession);
        }
    }

private:
    /// True if an event counts with the sum of its rows.
    [[nodiscard]] bool adds_up_rows() const noexcept { return minimum_risks_ == 1 && !(any_one_risk_ < infinity); }

    /// The loss of an event as the layer counts it: its risks, each up to the most that counts for one; nothing if it
    /// hits too few of them or is reported too late.
    [[nodiscard]] double counted(Subject const& subject, std::size_t event) const noexcept {
        if (!terms_.sunset.covers(subject.block, event)) return 0;
        if (adds_up_rows()) return subject.event_loss[event];
        double sum = 0;
        std::uint32_t hit = 0;
        for (std::size_t i = subject.block.row_begin[event]; i < subject.block.row_begin[event + 1]; ++i) {
            if (subject.risk_loss[i] > 0) ++hit;
            sum += std::min(subject.risk_loss[i], any_one_risk_);
        }
        return hit >= minimum_risks_ ? sum : 0;
    }

    void cede_year_by_event(std::size_t cell, Subject const& subject, Cession& cession) const noexcept {
        LossBlock const& block = subject.block;
        const bool rows_wanted = !cession.row_recovery.empty();
        ExcessYear year(terms_);
        double claims = 0;
        std::size_t qualified = 0;  // events of the year so far that move on to the next attachment
        for (std::size_t e = block.event_begin[cell]; e < block.event_begin[cell + 1]; ++e) {
            const double loss = counted(subject, e);
            double attachment = terms_.attachment;
            if (!attachments_.empty()) {
                const bool qualifies = loss > 0 && loss >= qualifying_threshold_;
                attachment = qualifies ? attachments_[std::min(qualified, attachments_.size() - 1)] : infinity;
                qualified += qualifies ? 1 : 0;
            }
            const double cost = layer_loss(loss, attachment, terms_.limit);
            double recovery = 0;
            if (cost > 0) {
                claims += 1;
                recovery =
                    year.recover(cost, needs_time() ? block.time[e] : 0, terms_.takes_whole_limit(loss, attachment));
            }
            if (rows_wanted) spread_over_rows(recovery, loss, e, subject, cession.row_recovery, any_one_risk_);
        }
        year.close(cell, cession);
        cession.claims[cell] = claims;
        if (rows_wanted && year.withdraws()) empty_rows(block, cell, cession.row_recovery);
    }

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
    void check(FieldFaults& faults) const {
        check_excess_terms(*this, faults);
        if (!attachments.empty() && attachments.front() != attachment) {
            faults.add("attachments", "begins with another attachment than `attachment`",
                       "its first entry is that of the first event");
        }
        if (!std::is_sorted(attachments.rbegin(), attachments.rend())) {
            faults.add("attachments", "rises from one event to the next", "let a later event attach no higher");
        }
        if (attachments.empty() && qualifying_threshold > 0) {
            faults.add("qualifying_threshold", "is not read without a list of attachments",
                       "give attachments, or leave it out");
        }
        if (!hours) return;
        if (minimum_risks > 1) {
            faults.add("minimum_risks", "cannot stand beside an hours clause", "leave out one of the two");
        }
        if (!attachments.empty()) {
            faults.add("attachments", "cannot stand beside an hours clause", "leave out one of the two");
        }
        if (deductible_form == DeductibleForm::franchise) {
            faults.add("deductible_form", "cannot be a franchise beside an hours clause", "leave out one of the two");
        }
    }

    static constexpr std::string_view kind = "cat_xl";
    static constexpr std::string_view terms_in_order =
        "sunset; any_one_risk; hours; minimum_risks; index_clause; attachment or attachments, and limit; "
        "annual_deductible; annual_limit or reinstatements; reinstatement premium; placed part; premium or "
        "rate with minimum; swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about = "Excess of loss per event, with priced reinstatements of the limit.";
    static constexpr auto fields = std::tuple_cat(
        contract_fields<CatXl>(),
        excess_fields<CatXl>("The most the layer pays for one event.",
                             "Loss of an event above which the layer pays; a loss exactly at it recovers nothing."),
        std::tuple{
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
                     "serves the cedent best; 72 and 168 are usual."),
        });
    bool operator==(CatXl const&) const = default;
};

inline CatXlPlan::CatXlPlan(CatXl const& treaty)
    : terms_(treaty),
      minimum_risks_(treaty.minimum_risks),
      any_one_risk_(treaty.any_one_risk),
      attachments_(treaty.attachments),
      qualifying_threshold_(treaty.qualifying_threshold),
      hours_(treaty.hours) {
    for (double& attachment : attachments_) attachment *= treaty.index_factor();
}

}  // namespace riskpool
