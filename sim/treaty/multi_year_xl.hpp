// Excess of loss per event whose annual limit lies inside a limit of several years.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"

namespace riskpool {

struct MultiYearXl;

/// MultiYearXl compiled. Cells of a block are whole trials in order, so the state runs on from cell to cell and begins
/// anew with each term and each trial.
class MultiYearXlPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    explicit MultiYearXlPlan(MultiYearXl const& treaty);

    [[nodiscard]] bool needs_order() const noexcept {
        return annual_.depends_on_order() || whole_term_.depends_on_order();
    }
    [[nodiscard]] bool needs_time() const noexcept { return sunset_.given(); }
    [[nodiscard]] bool needs_delay() const noexcept { return sunset_.given(); }

    void cede(Subject const& subject, Cession& cession) const noexcept;

private:
    double limit_;
    double attachment_;
    AnnualTerms annual_;
    AnnualTerms whole_term_;  // the same rule on the years of a term
    std::size_t term_;
    Sunset sunset_;
    bool cancelled_after_loss_;
};

/// An event costs min((x - D)+, L); a year costs its running total after annual deductible and annual limit; and the
/// years of a term recover the running total of these after the term's deductible, up to the term's limit. A new
/// term, with new limits, begins when the old one ends. The sunset counts from the end of the term. With
/// `cancelled_after_loss` the first event that costs the layer something ends the cover at the next anniversary: the
/// later years of the term are not covered and owe no premium.
struct MultiYearXl : LayerTerms {
    std::uint32_t term = 1;
    double annual_deductible = 0;
    double annual_limit = infinity;
    double term_deductible = 0;
    double term_limit = infinity;
    bool cancelled_after_loss = false;

    using Plan = MultiYearXlPlan;
    [[nodiscard]] Plan compile(TreatySetting const&) const { return Plan(*this); }
    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return std::min(annual_limit, term_limit); }
    [[nodiscard]] Account account(TreatySetting const& setting, double ceded_premium) const;
    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "multi_year_xl";
    static constexpr std::string_view terms_in_order =
        "sunset; index_clause; attachment and limit of each event; annual_deductible; annual_limit; "
        "term_deductible; term_limit; cancelled_after_loss; placed part; premium or rate with minimum; swing_premium; "
        "no_claims_bonus; profit_commission";
    static constexpr std::string_view about =
        "Excess of loss per event with an annual limit inside the limit of a term of several years.";
    static constexpr auto fields = join_fields(
        contract_fields<MultiYearXl>(),
        field_list(required("term", &MultiYearXl::term, at_least_one, Unit::count,
                            "Years of a term; the first begins with the run, the next when it ends.")),
        layer_fields<MultiYearXl>(
            "The most the layer pays for one event.",
            "Loss of an event above which the layer pays; a loss exactly at it recovers nothing."),
        field_list(
            optional("annual_deductible", &MultiYearXl::annual_deductible, not_negative_or_infinite, Unit::money,
                     "Layer losses of each year that stay with the cedent."),
            optional("annual_limit", &MultiYearXl::annual_limit, not_negative_or_infinite, Unit::money,
                     "The most that counts of one year."),
            optional("term_deductible", &MultiYearXl::term_deductible, not_negative_or_infinite, Unit::money,
                     "What stays with the cedent of the years of a term, after their annual terms."),
            optional("term_limit", &MultiYearXl::term_limit, not_negative_or_infinite, Unit::money,
                     "The most the layer pays in a term."),
            optional("cancelled_after_loss", &MultiYearXl::cancelled_after_loss,
                     "True: an event that costs the layer something ends the cover at the next anniversary; the later "
                     "years of the term have neither cover nor premium.")),
        clause_fields<MultiYearXl>());
    bool operator==(MultiYearXl const&) const = default;
};

}  // namespace riskpool
