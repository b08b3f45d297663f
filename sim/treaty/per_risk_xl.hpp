// Excess of loss per risk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"

namespace riskpool {

/// PerRiskXl compiled. As for CatXl, yearly totals alone are added up in lanes, unless an event limit stands between.
class PerRiskXlPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    PerRiskXlPlan(ExcessTerms const& terms, double event_limit) : terms_(terms), event_limit_(event_limit) {}

    [[nodiscard]] bool needs_order() const noexcept { return terms_.needs_order(); }
    [[nodiscard]] bool needs_time() const noexcept { return terms_.needs_time(); }
    [[nodiscard]] bool needs_delay() const noexcept { return terms_.needs_delay(); }

    void cede(Subject const& subject, Cession& cession) const noexcept;

private:
    ExcessPlan terms_;
    double event_limit_;
};

/// Each risk r of an event costs the layer y_r = min((x_r - D)+, L), the event min(sum of y_r, E); then come the
/// annual terms as for CatXl. A risk hit twice in a year is two losses.
struct PerRiskXl : ExcessTerms {
    double event_limit = infinity;

    using Plan = PerRiskXlPlan;
    [[nodiscard]] Plan compile(TreatySetting const&) const { return {*this, event_limit}; }
    void check(FieldFaults& faults) const { check_excess_terms(*this, faults); }

    static constexpr std::string_view kind = "per_risk_xl";
    static constexpr std::string_view terms_in_order =
        "sunset; index_clause; attachment and limit of each risk; event_limit; annual_deductible; "
        "annual_limit or reinstatements; reinstatement premium; placed part; premium or rate with minimum; "
        "swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about = "Excess of loss per risk, with a limit per event and reinstatements.";
    static constexpr auto fields = join_fields(
        contract_fields<PerRiskXl>(),
        excess_fields<PerRiskXl>("The most the layer pays for one risk in one event.",
                                 "Loss of a risk above which the layer pays; a loss exactly at it recovers nothing."),
        field_list(optional("event_limit", &PerRiskXl::event_limit, positive_or_infinite, Unit::money,
                            "The most the layer pays for all risks of one event together.")));
    bool operator==(PerRiskXl const&) const = default;
};

}  // namespace riskpool
