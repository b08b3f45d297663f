// What a programme asks of the block.
#include "sim/treaty/programme.hpp"

#include <variant>

#include "sim/treaty/programme_plans.hpp"

namespace riskpool {

namespace {

/// True if the plan needs no more than the totals of each year.
bool is_year_plan(TreatyPlan const& plan) {
    return std::visit(
        []<class P>(P const& each) {
            if constexpr (requires { each.needs_events(); }) return YearPlan<P> && !each.needs_events();
            return YearPlan<P>;
        },
        plan);
}

/// Adds what one treaty reads of the block; `rows` says that its recoveries by row are wanted.
template <class Plan>
void ask_for(Plan const& plan, bool rows, BlockDemand& demand) {
    if constexpr (EventPlan<Plan>) {
        if (plan.needs_time() || (rows && plan.needs_order())) demand.by_time = true;
    }
    if constexpr (requires { Plan::reads_insureds; }) {
        if (Plan::reads_insureds) demand.insureds = true;
    } else {
        demand.insureds = true;  // a kind that does not say reads them
    }
    if constexpr (requires { plan.needs_sources(); }) demand.sources = demand.sources || plan.needs_sources();
    if constexpr (requires { plan.needs_index(); }) demand.index = demand.index || plan.needs_index();
    if constexpr (requires { plan.needs_delay(); }) demand.delay = demand.delay || plan.needs_delay();
}

}  // namespace

std::size_t Programme::treaties() const {
    std::size_t n = 0;
    for (auto const& tier : tiers_) n += tier.size();
    return n;
}

ProgrammeTreaty const& Programme::treaty(std::size_t k) const {
    for (auto const& tier : tiers_) {
        if (k < tier.size()) return tier[k];
        k -= tier.size();
    }
    return tiers_.back().back();
}

bool Programme::rows_needed(std::size_t tier, bool rows_wanted) const {
    if (rows_wanted) return true;
    for (auto const& treaty : tiers_[tier]) {
        if (treaty.kept || !treaty.added_back.empty() || treaty.pays_by_row()) return true;
    }
    for (auto const& assumption : assumptions_) {
        std::size_t first = 0;
        for (std::size_t t = 0; t < tier; ++t) first += tiers_[t].size();
        if (assumption.treaty >= first && assumption.treaty < first + tiers_[tier].size()) return true;
    }
    std::size_t k = 0;
    for (std::size_t t = 0; t <= tier; ++t) k += tiers_[t].size();
    for (std::size_t later = tier + 1; later < tiers_.size(); ++later) {
        for (auto const& treaty : tiers_[later]) {
            if (!is_year_plan(plans_->of_treaty[k++]) || !treaty.selection.is_everything()) return true;
            if (!treaty.added_back.empty() || treaty.pays_by_row()) return true;
        }
    }
    return false;
}

bool Programme::pays_beyond_rows() const {
    for (auto const& tier : tiers_) {
        for (auto const& treaty : tier) {
            if (!treaty.indemnity) return true;
        }
    }
    return false;
}

void Programme::ask(bool rows_wanted, BlockDemand& demand) const {
    std::size_t k = 0;
    for (std::size_t t = 0; t < tiers_.size(); ++t) {
        for (auto const& treaty : tiers_[t]) {
            const bool rows = rows_needed(t, rows_wanted);
            demand.insureds = demand.insureds || !treaty.selection.covered.empty();
            demand.sources = demand.sources || !treaty.selection.caused.empty();
            demand.by_time = demand.by_time || treaty.pays_by_row();
            demand.insureds = demand.insureds || !treaty.inception.empty();
            demand.delay = demand.delay || treaty.attachment_basis == AttachmentBasis::claims_made;
            std::visit([&](auto const& plan) { ask_for(plan, rows, demand); }, plans_->of_treaty[k++]);
        }
    }
}

}  // namespace riskpool
