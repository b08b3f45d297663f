// Compiling a programme, and what it asks of the block.
#include "sim/treaty/programme.hpp"

#include <algorithm>
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

/// The setting as one treaty sees it: nothing of the insureds that it does not cover.
TreatySetting restrict_to(std::vector<std::uint8_t> const& covered, TreatySetting setting) {
    for (std::size_t i = 0; i < covered.size(); ++i) {
        if (covered[i] != 0) continue;
        setting.share[i] = 0;
        setting.premium[i] = 0;
    }
    return setting;
}

std::vector<std::uint8_t> mask_of(std::vector<std::string> const& causes, std::vector<std::string> const& sources) {
    if (causes.empty()) return {};
    std::vector<std::uint8_t> mask;
    mask.reserve(sources.size());
    for (auto const& source : sources) {
        mask.push_back(std::find(causes.begin(), causes.end(), source) != causes.end() ? 1 : 0);
    }
    return mask;
}

/// The layers of a tier, for kinds that follow the state of another.
std::vector<std::pair<std::string_view, ExcessTerms const*>> layers_of(Tier const& tier) {
    std::vector<std::pair<std::string_view, ExcessTerms const*>> layers;
    for (auto const& kind : tier) {
        std::visit(
            [&]<class Treaty>(Treaty const& treaty) {
                if constexpr (std::derived_from<Treaty, ExcessTerms>) layers.emplace_back(treaty.name, &treaty);
            },
            kind_of(kind));
    }
    return layers;
}

std::vector<std::uint8_t> mask_of(Filter const& covers, Insureds const& insureds) {
    if (covers.matches_all()) return {};
    std::vector<std::uint8_t> mask;
    for (auto const& insured : insureds) mask.push_back(covers.matches(insured) ? 1 : 0);
    return mask;
}

/// The terms with a premium in money, whichever way it is agreed, so that reinstatements are priced by it.
template <class Treaty>
Treaty with_premium(Treaty terms, TreatySetting const& setting) {
    if constexpr (std::derived_from<Treaty, PricedContract>) {
        terms.premium = terms.flat_premium(setting);
        terms.rate.reset();
    }
    return terms;
}

template <class Treaty>
ProgrammeTreaty compile_treaty(Treaty const& described, TreatySetting const& tier_setting,
                               std::vector<std::string> const& sources, std::vector<double>& share_left,
                               ProgrammePlans& plans) {
    ProgrammeTreaty compiled;
    compiled.caused = mask_of(described.causes, sources);
    compiled.covered = mask_of(described.covers, tier_setting.insureds);
    const TreatySetting setting = restrict_to(compiled.covered, tier_setting);
    const Treaty terms = with_premium(described, setting);
    plans.of_treaty.emplace_back(terms.compile(setting));
    compiled.name = terms.name;
    compiled.kind = Treaty::kind;
    compiled.terms_in_order = Treaty::terms_in_order;
    compiled.placed = terms.placed_part();
    compiled.lines = terms.lines;
    double premium = terms.flat_premium(setting);
    const std::vector<double> ceded = terms.ceded_share(setting);
    for (std::size_t i = 0; i < ceded.size(); ++i) {
        premium += ceded[i] * setting.premium[i];
        if (setting.share[i] > 0) share_left[i] -= ceded[i] * compiled.placed;
    }
    if constexpr (requires { terms.account(setting, premium); }) {
        compiled.account = terms.account(setting, premium);
    } else {
        compiled.account.premium = premium;
        compiled.account.subject_premium = setting.subject_premium();
        compiled.account.commission = terms.ceding_commission();
    }
    compiled.premium = compiled.placed * compiled.account.premium;
    compiled.commission = compiled.premium * compiled.account.commission;
    compiled.brokerage = compiled.premium * compiled.account.brokerage;
    if constexpr (std::derived_from<Treaty, ExcessTerms>) {
        auto const& prices = terms.reinstatements;
        compiled.reinstates = compiled.premium > 0 && prices &&
                              std::any_of(prices->begin(), prices->end(), [](double price) { return price > 0; });
    }
    if constexpr (requires { Treaty::indemnity; }) compiled.indemnity = Treaty::indemnity;
    compiled.limit_of_year = terms.annual_capacity(setting);
    compiled.annual_limit = compiled.placed > 0 ? compiled.placed * compiled.limit_of_year : 0;
    return compiled;
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

Programme::Programme(std::vector<Tier> const& tiers, TreatySetting setting, std::vector<std::string> const& sources) {
    std::vector<std::vector<std::string>> not_inuring;  // per treaty
    ProgrammePlans plans;
    for (auto const& tier : tiers) {
        setting.layers = layers_of(tier);
        std::vector<double> share_left(setting.share.size(), 1.0);
        std::vector<ProgrammeTreaty> compiled;
        for (auto const& kind : tier) {
            std::visit(
                [&](auto const& terms) {
                    compiled.push_back(compile_treaty(terms, setting, sources, share_left, plans));
                    not_inuring.push_back(terms.not_inuring);
                },
                kind_of(kind));
            if (compiled.back().name.empty()) {
                compiled.back().name = compiled.back().kind + ' ' + std::to_string(treaties() + compiled.size());
            }
        }
        for (std::size_t i = 0; i < share_left.size(); ++i) {
            setting.share[i] *= share_left[i];
            setting.premium[i] *= share_left[i];
        }
        tiers_.push_back(std::move(compiled));
    }
    resolve_names(not_inuring);
    plans_ = std::make_shared<ProgrammePlans const>(std::move(plans));
}

void Programme::resolve_names(std::vector<std::vector<std::string>> const& not_inuring) {
    std::vector<ProgrammeTreaty*> all;
    for (auto& tier : tiers_) {
        for (auto& treaty : tier) all.push_back(&treaty);
    }
    for (std::size_t k = 0; k < all.size(); ++k) {
        for (std::size_t earlier = 0; earlier < k; ++earlier) {
            auto const& names = not_inuring[k];
            if (std::find(names.begin(), names.end(), all[earlier]->name) == names.end()) continue;
            all[k]->added_back.push_back(earlier);
            all[earlier]->kept = true;
        }
    }
}

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
        if (treaty.kept || !treaty.added_back.empty()) return true;
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
            if (!is_year_plan(plans_->of_treaty[k++]) || !treaty.covered.empty() || !treaty.caused.empty()) return true;
            if (!treaty.added_back.empty()) return true;
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
            demand.insureds = demand.insureds || !treaty.covered.empty();
            demand.sources = demand.sources || !treaty.caused.empty();
            std::visit([&](auto const& plan) { ask_for(plan, rows, demand); }, plans_->of_treaty[k++]);
        }
    }
}

}  // namespace riskpool
