#include "sim/loss/policy_terms.hpp"

#include <algorithm>

namespace riskpool {

PolicyTerms PolicyTerms::of(Insured const& insured) {
    PolicyTerms terms;
    terms.deductible = insured.deductible;
    terms.limit = insured.limit;
    terms.daily_value = insured.interruption / 365;
    terms.waiting_days = insured.waiting_days;
    terms.indemnity_days = insured.indemnity_days;
    terms.plain = insured.deductible == 0 && !(insured.limit < infinity);
    return terms;
}

double lost_days(double restart, double ramp, double waiting, double indemnity) noexcept {
    // Missing output until day t: t up to the restart, then restart + u - u^2 / (2 ramp) with u = t - restart,
    // and restart + ramp / 2 once the ramp is over.
    const auto missing_until = [&](double t) {
        if (t <= restart) return t;
        if (t >= restart + ramp) return restart + 0.5 * ramp;
        const double u = t - restart;
        return restart + u - u * u / (2 * ramp);
    };
    // An endless indemnity period ends where the ramp does.
    const double end = std::min(waiting + indemnity, std::max(restart + ramp, waiting));
    return std::max(missing_until(end) - missing_until(waiting), 0.0);
}

bool damage_is_insured_loss(std::span<PolicyTerms const> terms, EventColumns const& events, bool aggregate) noexcept {
    if (!events.stock.empty() || !events.restart_days.empty()) return false;
    return aggregate || (events.insured.empty() && terms[events.sole_insured.index()].plain);
}

void apply_policy_terms(std::span<PolicyTerms const> terms, EventColumns const& events, bool aggregate,
                        std::vector<double>& insured, std::vector<double>* ground_up) {
    const std::size_t rows = events.rows();
    insured.resize(rows);
    if (ground_up != nullptr) ground_up->resize(rows);
    if (damage_is_insured_loss(terms, events, aggregate)) {
        std::copy(events.damage.begin(), events.damage.end(), insured.begin());
        if (ground_up != nullptr) *ground_up = insured;
        return;
    }
    for (std::size_t row = 0; row < rows; ++row) {
        PolicyTerms const& t = terms[events.insured_of(row).index()];
        const double stock = events.stock.empty() ? 0 : events.stock[row];
        const double restart = events.restart_days.empty() ? 0 : events.restart_days[row];
        const double ramp = events.ramp_days.empty() ? 0 : events.ramp_days[row];
        const double part = events.output_lost.empty() ? 1 : events.output_lost[row];
        insured[row] = aggregate ? events.damage[row] : insured_loss(t, events.damage[row], stock, restart, ramp, part);
        if (ground_up != nullptr) (*ground_up)[row] = ground_up_loss(t, events.damage[row], stock, restart, ramp, part);
    }
}

}  // namespace riskpool
