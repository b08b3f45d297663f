// Parametric cover: pays by the reading of an index, whatever the loss is.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "sim/treaty/cession.hpp"
#include "sim/treaty/index_trigger.hpp"
#include "sim/treaty/payout_cover.hpp"
#include "sim/treaty/priced_contract.hpp"

namespace riskpool {

/// Parametric compiled.
struct ParametricPlan {
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    double limit = 0;
    std::vector<IndexTrigger> triggers;
    TriggerCombination combine = TriggerCombination::max;
    double annual_limit = infinity;

    [[nodiscard]] bool needs_order() const noexcept { return annual_limit < infinity; }
    [[nodiscard]] bool needs_time() const noexcept { return false; }
    [[nodiscard]] bool needs_index() const noexcept { return true; }

    void cede(Subject const& subject, Cession& cession) const noexcept {
        const auto payout_of = [&](std::size_t event) noexcept {
            return limit * combined_part(triggers, combine, subject.block.index[event]);
        };
        cede_payouts(subject, annual_limit, limit, payout_of, cession);
    }
};

/// Pays limit * f(I) for each event, I being the reading that the event reports (methods 1.11).
struct Parametric : PricedContract {
    double limit = 0;
    std::vector<IndexTrigger> triggers;
    TriggerCombination combine = TriggerCombination::max;
    double annual_limit = infinity;

    /// A payout may exceed the own loss.
    static constexpr bool indemnity = false;

    using Plan = ParametricPlan;
    [[nodiscard]] Plan compile(TreatySetting const&) const { return {limit, triggers, combine, annual_limit}; }
    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return annual_limit; }
    void check(FieldFaults& faults) const {
        check_payout_contract(*this, faults);
        if (triggers.empty()) faults.add("triggers", "is empty, so nothing is ever paid", "give a trigger");
    }

    static constexpr std::string_view kind = "parametric";
    static constexpr std::string_view terms_in_order =
        "triggers; combine; limit; annual_limit; placed part; premium or rate with minimum; swing_premium; "
        "no_claims_bonus; profit_commission";
    static constexpr std::string_view about =
        "Pays a part of its limit by the reading of the index that an event reports, whatever the loss is.";
    static constexpr auto fields = join_fields(
        contract_fields<Parametric>(),
        field_list(
            required("limit", &Parametric::limit, positive, Unit::money, "The most it pays for one event."),
            required("triggers", &Parametric::triggers, "What part of the limit a reading calls for."),
            optional("combine", &Parametric::combine,
                     "How several triggers make one part: the largest, the sum up to the whole, or the smallest, so "
                     "that all must be set off."),
            optional("annual_limit", &Parametric::annual_limit, not_negative_or_infinite, Unit::money,
                     "The most it pays in a year; without end when left out.")),
        premium_fields<Parametric>());
    bool operator==(Parametric const&) const = default;
};

}  // namespace riskpool
