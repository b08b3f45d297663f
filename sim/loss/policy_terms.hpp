// Original policy terms: from ground-up columns to the insured loss of each row (methods 0.3).
#pragma once

#include <span>
#include <vector>

#include "sim/loss/events.hpp"
#include "sim/loss/insured.hpp"

namespace riskpool {

/// The terms of one insured, ready for the hot path.
struct PolicyTerms {
    double deductible = 0;    // money, on damage and stock together
    double limit = infinity;  // money, on all coverages together
    double daily_value = 0;   // money per day of full interruption
    double waiting_days = 0;
    double indemnity_days = 0;
    bool plain = true;  // nothing to apply to a loss that is an amount

    static PolicyTerms of(Insured const& insured);
};

/// Days of lost output inside the indemnity window [waiting, waiting + indemnity): output is 0 until `restart`,
/// then climbs in a straight line to normal within `ramp` days. The integral of the missing part over the window.
[[nodiscard]] double lost_days(double restart, double ramp, double waiting, double indemnity) noexcept;

/// Insured loss of one row. Where the days cost the part `output_lost` of the output, the policy pays that part of each
/// day: waiting and indemnity periods run in days of the calendar.
[[nodiscard]] inline double insured_loss(PolicyTerms const& terms, double damage, double stock, double restart_days,
                                         double ramp_days, double output_lost = 1) noexcept {
    double loss = damage + stock - terms.deductible;
    if (loss < 0) loss = 0;
    if (restart_days + ramp_days > terms.waiting_days) {
        loss += terms.daily_value * output_lost *
                lost_days(restart_days, ramp_days, terms.waiting_days, terms.indemnity_days);
    }
    return loss < terms.limit ? loss : terms.limit;
}

/// Ground-up loss of one row: all values lost, before deductible, waiting period and limits.
[[nodiscard]] inline double ground_up_loss(PolicyTerms const& terms, double damage, double stock, double restart_days,
                                           double ramp_days, double output_lost = 1) noexcept {
    return damage + stock + terms.daily_value * output_lost * (restart_days + 0.5 * ramp_days);
}

/// True if the events' damage is the insured loss as it stands: amounts of one insured whose policy has no terms.
[[nodiscard]] bool damage_is_insured_loss(std::span<PolicyTerms const> terms, EventColumns const& events,
                                          bool aggregate) noexcept;

/// Applies the terms of every insured to the rows of one source. `terms` by insured id; `insured` gets one loss a
/// row, and so does `ground_up` unless it is null. Yearly sums (`aggregate`) come net of terms already.
void apply_policy_terms(std::span<PolicyTerms const> terms, EventColumns const& events, bool aggregate,
                        std::vector<double>& insured, std::vector<double>* ground_up);

}  // namespace riskpool
