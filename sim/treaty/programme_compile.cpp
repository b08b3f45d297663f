// Compiling a programme.
#include <algorithm>
#include <concepts>
#include <type_traits>
#include <variant>

#include "sim/treaty/programme.hpp"
#include "sim/treaty/programme_plans.hpp"

namespace riskpool {

namespace {

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

/// The layers of a tier, for kinds that follow one.
std::vector<std::pair<std::string_view, CatXl const*>> layers_of(Tier const& tier) {
    std::vector<std::pair<std::string_view, CatXl const*>> layers;
    for (auto const& kind : tier) {
        if (auto const* layer = std::get_if<CatXl>(&kind_of(kind))) layers.emplace_back(layer->name, layer);
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

/// The part of each insured's premium that is ceded; empty where the premium is no part of it.
template <class Treaty>
std::vector<double> premium_share(Treaty const& terms, TreatySetting const& setting) {
    if constexpr (requires { terms.premium_share(setting); }) return terms.premium_share(setting);
    return terms.ceded_share(setting);
}

/// The premium of a year for 100 %, fixed or provisional.
template <class Treaty>
PremiumOfYear premium_of_year(Treaty const& terms, TreatySetting const& setting) {
    double premium = terms.flat_premium(setting);
    const std::vector<double> ceded = premium_share(terms, setting);
    for (std::size_t i = 0; i < ceded.size(); ++i) premium += ceded[i] * setting.premium[i];
    return {premium, setting.subject_premium()};
}

/// Insureds with their values in another currency.
Insureds exchanged(Insureds insureds, double rate) {
    for (auto& insured : insureds) {
        for_each_field<Insured>([&]<class Value>(Field<Insured, Value> const& field) {
            if constexpr (std::is_same_v<Value, double>) {
                if (field.unit == Unit::money) insured.*field.member /= rate;
            }
        });
    }
    return insureds;
}

/// The setting in another currency; `insureds` have their values in it already.
TreatySetting exchanged(TreatySetting const& setting, Insureds const& insureds, double rate) {
    TreatySetting own{insureds, setting.share, setting.premium, setting.layers};
    for (double& premium : own.premium) premium /= rate;
    return own;
}

/// What is left of each insured's share and premium after the treaties of a tier.
struct LeftByTier {
    std::vector<double> share, premium;
};

/// Fills plan, account and money of a treaty; `setting` is in the contract's currency.
template <class Treaty>
void compile_money(Treaty const& described, TreatySetting const& setting, LeftByTier& left, ProgrammeTreaty& compiled,
                   ProgrammePlans& plans) {
    const Treaty terms = with_premium(described, setting);
    plans.of_treaty.emplace_back(terms.compile(setting));
    const PremiumOfYear year = premium_of_year(terms, setting);
    const std::vector<double> ceded = terms.ceded_share(setting);
    const std::vector<double> premium = premium_share(terms, setting);
    for (std::size_t i = 0; i < ceded.size(); ++i) {
        if (!(setting.share[i] > 0)) continue;
        left.share[i] -= ceded[i] * compiled.placed;
        left.premium[i] -= premium[i] * compiled.placed;
    }
    if constexpr (requires { terms.account(setting, year.premium); }) {
        compiled.account = terms.account(setting, year.premium);
    } else {
        compiled.account.premium = year.premium;
        compiled.account.subject_premium = year.subject_premium;
        compiled.account.commission = terms.ceding_commission();
    }
    compiled.premium = compiled.placed * compiled.account.premium * compiled.rate;
    compiled.commission = compiled.premium * compiled.account.commission;
    compiled.brokerage = compiled.premium * compiled.account.brokerage;
    const double highest = described.currency ? described.currency->highest() : 1;
    compiled.limit_of_year = terms.annual_capacity(setting) * highest;
    compiled.annual_limit = compiled.placed > 0 ? compiled.placed * compiled.limit_of_year : 0;
}

/// The premiums of a contract in another currency, year by year of its rates.
template <class Treaty>
CurrencyPlan compile_currency(Treaty const& described, TreatySetting const& setting) {
    CurrencyPlan plan;
    plan.terms = *described.currency;
    for (const double rate : plan.terms.rates) {
        const Insureds insureds = exchanged(setting.insureds, rate);
        plan.premium.push_back(premium_of_year(described, exchanged(setting, insureds, rate)));
        const double first = plan.premium.front().premium * plan.terms.rates.front();
        const double step = plan.premium.back().premium * rate - first;
        // a premium that is a part of one in the scenario's currency only comes back with rounding
        plan.premium_step.push_back(step > 1e-12 * first || step < -1e-12 * first ? step : 0);
    }
    return plan;
}

template <class Treaty>
ProgrammeTreaty compile_treaty(Treaty const& described, TreatySetting const& tier_setting,
                               std::vector<std::string> const& sources, LeftByTier& left, ProgrammePlans& plans) {
    ProgrammeTreaty compiled;
    compiled.selection.caused = mask_of(described.causes, sources);
    compiled.selection.covered = mask_of(described.covers, tier_setting.insureds);
    compiled.name = described.name;
    compiled.kind = Treaty::kind;
    compiled.terms_in_order = Treaty::terms_in_order;
    compiled.placed = described.placed_part();
    compiled.lines = described.lines;
    compiled.attachment_basis = described.attachment_basis;
    if (described.attachment_basis == AttachmentBasis::risks_attaching) {
        compiled.inception = inceptions_of(tier_setting.insureds);
    }
    const TreatySetting setting = restrict_to(compiled.selection.covered, tier_setting);
    if (described.currency) {
        compiled.rate = described.currency->rates.front();
        const Insureds insureds = exchanged(setting.insureds, compiled.rate);
        compile_money(described, exchanged(setting, insureds, compiled.rate), left, compiled, plans);
        CurrencyPlan& currency = compiled.currency.emplace(compile_currency(described, setting));
        for (const double step : currency.premium_step) {
            compiled.account.premium_moves = compiled.account.premium_moves || step != 0;
        }
        std::visit(
            [&](auto const& plan) {
                if constexpr (requires { plan.reads_industry_loss(); }) {
                    currency.exchanges_index = plan.reads_industry_loss();
                }
            },
            plans.of_treaty.back());
    } else {
        compile_money(described, setting, left, compiled, plans);
    }
    if constexpr (std::derived_from<Treaty, ExcessTerms>) {
        auto const& prices = described.reinstatements;
        compiled.reinstates = compiled.premium > 0 && prices &&
                              std::any_of(prices->begin(), prices->end(), [](double price) { return price > 0; });
    }
    if constexpr (requires { Treaty::indemnity; }) compiled.indemnity = Treaty::indemnity;
    return compiled;
}

}  // namespace

Programme::Programme(std::vector<Tier> const& tiers, TreatySetting setting, std::vector<std::string> const& sources)
    : insureds_(setting.insureds.size()) {
    std::vector<std::vector<std::string>> not_inuring;  // per treaty
    ProgrammePlans plans;
    for (auto const& tier : tiers) {
        setting.layers = layers_of(tier);
        LeftByTier left{std::vector(setting.share.size(), 1.0), std::vector(setting.share.size(), 1.0)};
        std::vector<ProgrammeTreaty> compiled;
        for (auto const& kind : tier) {
            std::visit(
                [&](auto const& terms) {
                    compiled.push_back(compile_treaty(terms, setting, sources, left, plans));
                    not_inuring.push_back(terms.not_inuring);
                },
                kind_of(kind));
            if (compiled.back().name.empty()) {
                compiled.back().name = compiled.back().kind + ' ' + std::to_string(treaties() + compiled.size());
            }
        }
        for (std::size_t k = 0; k < compiled.size(); ++k) {
            compiled[k].selected_as = k;
            for (std::size_t earlier = k; earlier-- > 0;) {
                if (!(compiled[earlier].selection == compiled[k].selection)) continue;
                compiled[k].selected_as = compiled[earlier].selected_as;
                break;
            }
        }
        for (std::size_t i = 0; i < left.share.size(); ++i) {
            setting.share[i] *= left.share[i];
            setting.premium[i] *= left.premium[i];
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

}  // namespace riskpool
