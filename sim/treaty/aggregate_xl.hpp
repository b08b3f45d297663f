// Aggregate excess of loss: the events of a year together.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"
#include "sim/treaty/priced_contract.hpp"

namespace riskpool {

/// The events of a year count towards an aggregate with what they have above a threshold, or whole once they reach it.
struct EventThreshold {
    double threshold = 0;
    ThresholdForm form = ThresholdForm::franchise;

    [[nodiscard]] double counted(double loss) const noexcept { return counted_loss(loss, threshold, form); }
};

/// The fields of an event threshold.
template <class Treaty>
constexpr auto event_threshold_fields() {
    return field_list(
        optional("event_threshold", &Treaty::event_threshold, not_negative, Unit::money,
                 "Loss that an event must reach to count."),
        optional("threshold_form", &Treaty::threshold_form,
                 "Whether an event that reaches the threshold counts whole (franchise) or with the part above it "
                 "(deductible)."));
}

/// AggregateXl compiled.
class AggregateXlPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    AggregateXlPlan(EventThreshold events, AnnualTerms year) : events_(events), year_(year) {}

    [[nodiscard]] bool needs_order() const noexcept { return year_.depends_on_order(); }
    [[nodiscard]] bool needs_time() const noexcept { return false; }

    void cede(Subject const& subject, Cession& cession) const noexcept;

private:
    EventThreshold events_;
    AnnualTerms year_;
};

/// The events of a year count with x 1{x >= T} (franchise) or (x - T)+ (deductible); their sum S recovers
/// min((S - D)+, L), in order of date by the running total. Yearly sums (attritional losses) are no events and do not
/// count.
struct AggregateXl : PricedContract {
    double limit = 0;
    double attachment = 0;
    double event_threshold = 0;
    ThresholdForm threshold_form = ThresholdForm::franchise;

    using Plan = AggregateXlPlan;
    [[nodiscard]] Plan compile(TreatySetting const&) const {
        return {{event_threshold, threshold_form}, {attachment, limit}};
    }
    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return limit; }
    void check(FieldFaults& faults) const { check_priced_contract(*this, faults); }

    static constexpr std::string_view kind = "aggregate_xl";
    static constexpr std::string_view terms_in_order =
        "event_threshold; attachment and limit of the year; placed part; premium or rate with minimum; "
        "swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about = "Excess of loss on the sum of a year's events, each from a threshold on.";
    static constexpr auto fields =
        join_fields(contract_fields<AggregateXl>(),
                    layer_fields<AggregateXl>(
                        "The most it pays in a year.",
                        "Sum of the year's events above which it pays; a sum exactly at it recovers nothing."),
                    event_threshold_fields<AggregateXl>());
    bool operator==(AggregateXl const&) const = default;
};

}  // namespace riskpool
