// Umbrella: excess of loss on what the covers of several lines of business leave.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "sim/loss/filter.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"
#include "sim/treaty/separate_sections.hpp"

namespace riskpool {

/// One line of business under an umbrella, and what the line's own cover leaves of its losses.
struct UnderlyingLine {
    Filter covers;
    double retention = 0;
    double limit = infinity;

    /// x less what the line's own cover pays of it: min(x, D) + (x - D - L)+.
    [[nodiscard]] double retained(double loss) const noexcept {
        const double above = std::max(loss - (retention + limit), 0.0);
        return std::min(std::min(loss, retention) + above, loss);
    }

    static constexpr std::string_view kind = "underlying_line";
    static constexpr std::string_view about = "A line of business under an umbrella, with the terms of its own cover.";
    static constexpr auto fields = std::tuple{
        required("covers", &UnderlyingLine::covers, "Whose losses belong to the line."),
        required("retention", &UnderlyingLine::retention, not_negative, Unit::money,
                 "What the line's own cover leaves with the cedent before it pays: of an event, or of the year where "
                 "the umbrella is annual."),
        optional("limit", &UnderlyingLine::limit, not_negative_or_infinite, Unit::money,
                 "The most that the line's own cover pays above the retention; what exceeds it falls to the umbrella "
                 "as well."),
    };
    bool operator==(UnderlyingLine const&) const = default;
};

/// Umbrella compiled.
class UmbrellaPlan {
public:
    static constexpr bool reads_insureds = true;

    UmbrellaPlan(ExcessTerms const& terms, std::vector<UnderlyingLine> lines, std::vector<std::uint8_t> line_of,
                 bool annual)
        : terms_(terms), lines_(std::move(lines)), line_of_(std::move(line_of)), annual_(annual) {}

    [[nodiscard]] bool needs_order() const noexcept { return annual_ || terms_.needs_order(); }
    [[nodiscard]] bool needs_time() const noexcept { return terms_.needs_time(); }
    [[nodiscard]] bool needs_delay() const noexcept { return terms_.needs_delay(); }

    void cede(Subject const& subject, Cession& cession) const noexcept {
        for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
            if (annual_) {
                cede_year_of_lines(c, subject, cession);
            } else {
                cede_events(c, subject, cession);
            }
        }
    }

private:
    void cede_events(std::size_t c, Subject const& subject, Cession& cession) const noexcept {
        LossBlock const& block = subject.block;
        ExcessYear year(terms_);
        double claims = 0;
        for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
            const SectionSums losses = covered_losses(block, e, subject.risk_loss);
            SectionSums left{};
            const double base = retain(losses, left);
            const double cost = layer_loss(base, terms_.attachment, terms_.limit);
            double recovery = 0;
            if (cost > 0) {
                claims += 1;
                recovery = year.recover(cost, needs_time() ? block.time[e] : 0, terms_.takes_whole_limit(base));
            }
            if (cession.row_recovery.empty()) continue;
            spread_over_sections(recovery, base, left, losses, block, e, subject.risk_loss, line_of_,
                                 cession.row_recovery);
        }
        year.close(c, cession);
        cession.claims[c] = claims;
        if (!cession.row_recovery.empty() && year.withdraws()) empty_rows(block, c, cession.row_recovery);
    }

    /// The year's losses of each line grow event by event (yearly sums among them), and the event that moves the
    /// year's recovery from R' to R recovers R - R'.
    void cede_year_of_lines(std::size_t c, Subject const& subject, Cession& cession) const noexcept {
        LossBlock const& block = subject.block;
        SectionSums year{};
        SectionSums left_before{};
        double recovered = 0;
        for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
            const SectionSums losses = covered_losses(block, e, subject.row_loss);
            for (std::size_t k = 0; k < lines_.size(); ++k) year[k] += losses[k];
            SectionSums left{};
            const double base = retain(year, left);
            const double before = recovered;
            recovered = terms_.annual.recovered(layer_loss(base, terms_.attachment, terms_.limit));
            if (cession.row_recovery.empty()) continue;
            SectionSums brought{};
            double whole = 0;
            for (std::size_t k = 0; k < lines_.size(); ++k) {
                brought[k] = left[k] - left_before[k];
                whole += brought[k];
            }
            spread_over_sections(recovered - before, whole, brought, losses, block, e, subject.row_loss, line_of_,
                                 cession.row_recovery);
            left_before = left;
        }
        cession.cell_recovery[c] = recovered;
        cession.claims[c] = recovered > 0 ? 1 : 0;
        cession.exhausted[c] = terms_.annual.exhausted(recovered) ? 1 : 0;
    }

    /// An event's losses by line; none where it is reported too late.
    [[nodiscard]] SectionSums covered_losses(LossBlock const& block, std::size_t event,
                                             std::span<double const> rows) const noexcept {
        if (!terms_.sunset.covers(block, event)) return {};
        return sum_by_section(block, event, rows, line_of_);
    }

    /// Fills what each line's own cover leaves of `losses`, and gives the sum.
    double retain(SectionSums const& losses, SectionSums& left) const noexcept {
        double sum = 0;
        for (std::size_t k = 0; k < lines_.size(); ++k) {
            left[k] = lines_[k].retained(losses[k]);
            sum += left[k];
        }
        return sum;
    }

    ExcessPlan terms_;
    std::vector<UnderlyingLine> lines_;
    std::vector<std::uint8_t> line_of_;  // per insured
    bool annual_;
};

/// U = min((sum over lines k of min(x_k, D_k) - D_U)+, L_U), x_k being the line's losses of an event (or of the year)
/// and D_k the retention of its own cover; then the annual terms and reinstatements of ExcessTerms (methods 1.10).
struct Umbrella : ExcessTerms {
    std::vector<UnderlyingLine> underlying;
    bool annual = false;

    using Plan = UmbrellaPlan;
    [[nodiscard]] Plan compile(TreatySetting const& setting) const {
        return {*this, underlying, section_of_insureds(underlying, setting.insureds), annual};
    }
    void check(FieldFaults& faults) const {
        check_excess_terms(*this, faults);
        check_sections("underlying", underlying, faults);
        if (!annual) return;
        if (deductible_form == DeductibleForm::franchise) {
            faults.add("deductible_form",
                       "cannot be a franchise of an annual umbrella, whose attachment is of the year", "leave it out");
        }
        if (unlimited_reinstatements) {
            faults.add("unlimited_reinstatements", "is given for an annual umbrella, which has one limit a year",
                       "give reinstatements: []");
        } else if (reinstatements && !reinstatements->empty()) {
            faults.add("reinstatements", "are given for an annual umbrella, which has one limit a year", "give []");
        }
    }
    /// Calls visit(path of the field, filter) for each filter below the treaty's own.
    template <class Visit>
    void for_each_filter(Visit const& visit) const {
        for (std::size_t k = 0; k < underlying.size(); ++k) {
            visit("underlying[" + std::to_string(k) + "].covers", underlying[k].covers);
        }
    }

    static constexpr std::string_view kind = "umbrella";
    static constexpr std::string_view terms_in_order =
        "retention and limit of each line; sunset; index_clause; attachment and limit; annual_deductible; "
        "annual_limit or reinstatements; reinstatement premium; placed part; premium or rate with minimum; "
        "swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about =
        "Excess of loss on the sum of what the covers of several lines of business leave of an event, or of a year.";
    static constexpr auto fields = std::tuple_cat(
        contract_fields<Umbrella>(),
        std::tuple{required("underlying", &Umbrella::underlying,
                            "The lines of business and what their own covers leave; an insured belongs to one line, "
                            "and the losses of an insured of none are not covered."),
                   optional("annual", &Umbrella::annual,
                            "True: limit, attachment and the retentions of the lines apply to the losses of a year, "
                            "yearly sums included; then give `reinstatements: []`.")},
        excess_fields<Umbrella>("The most the umbrella pays for one event, or in a year where it is annual.",
                                "Sum left by the lines above which the umbrella pays; a sum exactly at it recovers "
                                "nothing."));
    bool operator==(Umbrella const&) const = default;
};

}  // namespace riskpool
