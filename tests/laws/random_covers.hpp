// Random covers of several lines, of industry losses and of readings of an index for the laws.
#pragma once

#include <algorithm>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/treaty/treaty.hpp"
#include "tests/laws/random_excess.hpp"

namespace riskpool {

inline Filter of_type(std::string_view type) {
    Filter filter;
    filter.type = type;
    return filter;
}

inline void randomise(Umbrella& treaty, Dice& dice) {
    randomise(static_cast<ExcessTerms&>(treaty), dice);
    treaty.underlying = {{of_type("even"), dice.number(0, 30)}, {of_type("odd"), dice.number(0, 30)}};
    if (dice.chance(0.3)) treaty.underlying.pop_back();
    if (dice.chance(0.3)) treaty.underlying[0].limit = dice.number(0, 30);
    if (!dice.chance(0.3)) return;
    treaty.annual = true;
    treaty.unlimited_reinstatements = false;
    treaty.reinstatements.emplace();
    treaty.annual_limit = std::min(treaty.annual_limit, treaty.limit);
    treaty.deductible_form = {};
}

inline void randomise(SharedDeductibleXl& treaty, Dice& dice) {
    for (const char* type : {"even", "odd"}) {
        treaty.sections.push_back(
            {of_type(type), dice.chance(0.1) ? infinity : dice.number(1, 60), dice.number(0, 30)});
    }
    treaty.annual_deductible = dice.chance(0.3) ? 0 : dice.number(0, 60);
    if (dice.chance(0.5)) treaty.annual_limit = dice.number(0, 200);
}

inline void randomise(ReinstatementPremiumProtection& treaty, Dice& dice) {
    treaty.protects = "followed";
    treaty.share = dice.number(0.1, 1);
    treaty.premium = dice.number(0, 2);
}

inline TriggerOperator random_operator(Dice& dice) {
    return dice.chance(0.5) ? TriggerOperator::above : TriggerOperator::at_or_above;
}

inline std::vector<IndexTrigger> random_triggers(Dice& dice) {
    std::vector<IndexTrigger> triggers(1 + dice.count(2));
    for (auto& trigger : triggers) {
        const double from = dice.number(1, 20);
        if (dice.chance(0.5)) {
            trigger.linear = IndexRamp{from, from + dice.number(1, 20)};
        } else {
            trigger.steps = {{from, dice.number(0.1, 0.5)}, {from + dice.number(1, 20), dice.number(0.5, 1)}};
            trigger.comparison = random_operator(dice);
        }
    }
    return triggers;
}

inline IndustryPayout random_form(Dice& dice) {
    const double lo = dice.number(1, 20);
    if (dice.chance(0.5)) return BinaryPayout{lo, random_operator(dice)};
    return ProRataPayout{lo, lo + dice.number(1, 20)};
}

inline void randomise(IndustryLossWarranty& treaty, Dice& dice) {
    treaty.form = random_form(dice);
    treaty.payout = dice.number(1, 60);
    treaty.own_loss_warranty = dice.chance(0.3) ? 0 : dice.number(0, 20);
    treaty.warranty_comparison = random_operator(dice);
    if (dice.chance(0.5)) treaty.capped_at_own_loss = dice.chance(0.5);
    if (dice.chance(0.3)) treaty.industry = ModelledIndustry{dice.number(0.5, 5)};
    if (dice.chance(0.3)) treaty.annual_limit = dice.number(0, 100);
}

inline void randomise(Parametric& treaty, Dice& dice) {
    treaty.limit = dice.number(1, 60);
    treaty.triggers = random_triggers(dice);
    treaty.combine = static_cast<TriggerCombination>(dice.count(2));
    if (dice.chance(0.3)) treaty.annual_limit = dice.number(0, 100);
}

inline void randomise(CatBond& treaty, Dice& dice) {
    treaty.limit = dice.number(1, 60);
    treaty.term = static_cast<std::uint32_t>(1 + dice.count(4));
    treaty.premium = dice.number(0, 10);
    if (dice.chance(0.5)) {
        treaty.trigger = OwnLossTrigger{dice.number(0, 30)};
    } else if (dice.chance(0.5)) {
        treaty.trigger = IndustryLossTrigger{random_form(dice), {}};
        if (dice.chance(0.5))
            std::get<IndustryLossTrigger>(treaty.trigger).industry = ModelledIndustry{dice.number(0.5, 5)};
    } else {
        treaty.trigger = ReadingTrigger{random_triggers(dice), static_cast<TriggerCombination>(dice.count(2))};
    }
}

inline void empty_out(SharedDeductibleXl& treaty) {
    treaty.annual_limit = 0;
}

inline void empty_out(ReinstatementPremiumProtection& treaty) {
    treaty.share = 0;
}

inline void empty_out(IndustryLossWarranty& treaty) {
    treaty.payout = 0;
}

inline void empty_out(Parametric& treaty) {
    treaty.limit = 0;
}

inline void empty_out(CatBond& treaty) {
    treaty.limit = 0;
}

/// True if the index is money for the treaty.
template <TreatyKind Treaty>
bool index_is_money(Treaty const& treaty) {
    if constexpr (std::is_same_v<Treaty, IndustryLossWarranty>) return true;
    if constexpr (std::is_same_v<Treaty, CatBond>) return std::holds_alternative<IndustryLossTrigger>(treaty.trigger);
    return false;
}

}  // namespace riskpool
