// Umbrella: excess of loss on what the covers of several lines of business leave.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
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
    static constexpr auto fields = field_list(
        required("covers", &UnderlyingLine::covers, "Whose losses belong to the line."),
        required("retention", &UnderlyingLine::retention, not_negative, Unit::money,
                 "What the line's own cover leaves with the cedent before it pays: of an event, or of the year where "
                 "the umbrella is annual."),
        optional("limit", &UnderlyingLine::limit, not_negative_or_infinite, Unit::money,
                 "The most that the line's own cover pays above the retention; what exceeds it falls to the umbrella "
                 "as well."));
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

    void cede(Subject const& subject, Cession& cession) const noexcept;

private:
    void cede_events(std::size_t c, Subject const& subject, Cession& cession) const noexcept;
    /// The year's losses of each line grow event by event (yearly sums among them), and the event that moves the
    /// year's recovery from R' to R recovers R - R'.
    void cede_year_of_lines(std::size_t c, Subject const& subject, Cession& cession) const noexcept;
    /// An event's losses by line; none where it is reported too late.
    [[nodiscard]] SectionSums covered_losses(LossBlock const& block, std::size_t event,
                                             std::span<double const> rows) const noexcept;
    /// Fills what each line's own cover leaves of `losses`, and gives the sum.
    double retain(SectionSums const& losses, SectionSums& left) const noexcept;

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
    [[nodiscard]] Plan compile(TreatySetting const& setting) const;
    void check(FieldFaults& faults) const;
    /// Calls visit(path of the field, filter) for each filter below the treaty's own.
    template <class Visit>
    void for_each_filter(Visit const& visit) const {
        visit_section_filters("underlying", underlying, visit);
    }

    static constexpr std::string_view kind = "umbrella";
    static constexpr std::string_view terms_in_order =
        "retention and limit of each line; sunset; index_clause; attachment and limit; annual_deductible; "
        "annual_limit or reinstatements; reinstatement premium; placed part; premium or rate with minimum; "
        "swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about =
        "Excess of loss on the sum of what the covers of several lines of business leave of an event, or of a year.";
    static constexpr auto fields = join_fields(
        contract_fields<Umbrella>(),
        field_list(required("underlying", &Umbrella::underlying,
                            "The lines of business and what their own covers leave; an insured belongs to one line, "
                            "and the losses of an insured of none are not covered."),
                   optional("annual", &Umbrella::annual,
                            "True: limit, attachment and the retentions of the lines apply to the losses of a year, "
                            "yearly sums included; then give `reinstatements: []`.")),
        excess_fields<Umbrella>("The most the umbrella pays for one event, or in a year where it is annual.",
                                "Sum left by the lines above which the umbrella pays; a sum exactly at it recovers "
                                "nothing."));
    bool operator==(Umbrella const&) const = default;
};

}  // namespace riskpool
