// A basket: layers on separate insureds that share one annual deductible and one annual limit.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/loss/filter.hpp"
#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/priced_contract.hpp"
#include "sim/treaty/separate_sections.hpp"

namespace riskpool {

/// One layer of a basket.
struct BasketSection {
    Filter covers;
    double limit = 0;
    double attachment = 0;

    static constexpr std::string_view kind = "basket_section";
    static constexpr std::string_view about = "One layer of a basket, on insureds of its own.";
    static constexpr auto fields = field_list(
        required("covers", &BasketSection::covers, "Whose losses the section covers."),
        required("limit", &BasketSection::limit, positive_or_infinite, Unit::money,
                 "The most that one event may cost the section."),
        required("attachment", &BasketSection::attachment, not_negative, Unit::money,
                 "Loss of an event to the section above which the event counts; a loss exactly at it does not."));
    bool operator==(BasketSection const&) const = default;
};

/// SharedDeductibleXl compiled.
class SharedDeductibleXlPlan {
public:
    static constexpr bool reads_insureds = true;

    SharedDeductibleXlPlan(std::vector<BasketSection> sections, std::vector<std::uint8_t> section_of,
                           AnnualTerms annual)
        : sections_(std::move(sections)), section_of_(std::move(section_of)), annual_(annual) {}

    [[nodiscard]] bool needs_order() const noexcept { return annual_.depends_on_order(); }
    [[nodiscard]] bool needs_time() const noexcept { return false; }

    void cede(Subject const& subject, Cession& cession) const noexcept;

private:
    std::vector<BasketSection> sections_;
    std::vector<std::uint8_t> section_of_;  // per insured
    AnnualTerms annual_;
};

/// Each event costs the basket the sum over its sections of min((x_s - D_s)+, L_s), x_s being the event's loss to the
/// insureds of section s. The costs of the year, in order of time, feed one running total: R = min((C - a)+, A)
/// (methods 1.1 and 1.10).
struct SharedDeductibleXl : PricedContract {
    std::vector<BasketSection> sections;
    double annual_deductible = 0;
    double annual_limit = infinity;

    using Plan = SharedDeductibleXlPlan;
    [[nodiscard]] Plan compile(TreatySetting const& setting) const;
    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return annual_limit; }
    void check(FieldFaults& faults) const;
    /// Calls visit(path of the field, filter) for each filter below the treaty's own.
    template <class Visit>
    void for_each_filter(Visit const& visit) const {
        visit_section_filters("sections", sections, visit);
    }

    static constexpr std::string_view kind = "shared_deductible_xl";
    static constexpr std::string_view terms_in_order =
        "attachment and limit of each section; annual_deductible; annual_limit; placed part; premium or rate "
        "with minimum; swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about =
        "A basket: several layers per event that share one annual deductible and one annual limit.";
    static constexpr auto fields = join_fields(
        contract_fields<SharedDeductibleXl>(),
        field_list(required("sections", &SharedDeductibleXl::sections,
                            "The layers; an insured belongs to one section, and the losses of an insured of none are "
                            "not covered."),
                   required("annual_deductible", &SharedDeductibleXl::annual_deductible, not_negative_or_infinite,
                            Unit::money, "Layer losses of the year, all sections together, that stay with the cedent."),
                   optional("annual_limit", &SharedDeductibleXl::annual_limit, not_negative_or_infinite, Unit::money,
                            "The most it pays in a year, all sections together; without end when left out.")),
        premium_fields<SharedDeductibleXl>());
    bool operator==(SharedDeductibleXl const&) const = default;
};

}  // namespace riskpool
