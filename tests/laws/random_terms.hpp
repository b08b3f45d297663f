// Random treaties for the laws. Every treaty drawn is one that a scenario could hold.
#pragma once

#include <type_traits>
#include <variant>

#include "sim/base/description.hpp"
#include "sim/treaty/treaty.hpp"
#include "tests/laws/random_covers.hpp"
#include "tests/laws/random_excess.hpp"
#include "tests/laws/random_proportional.hpp"

namespace riskpool {

/// Gives some contracts a currency or a basis of attachment of their own, where their other terms allow it. A treaty
/// that follows a layer has those of the layer.
template <TreatyKind Treaty>
void randomise_contract(Treaty& treaty, Dice& dice) {
    if constexpr (requires { treaty.follows(); }) return;
    const Treaty plain = treaty;
    if (dice.chance(0.2)) {
        treaty.currency.emplace().rates = {dice.number(0.1, 10)};
        if (dice.chance(0.5)) treaty.currency->rates.push_back(dice.number(0.1, 10));
        if (dice.chance(0.5)) treaty.currency->at = ExchangeDate::loss_date;
    }
    if (dice.chance(0.2)) treaty.attachment_basis = static_cast<AttachmentBasis>(dice.count(2));
    if (!faulty_fields(treaty).empty()) treaty = plain;
}

template <TreatyKind Treaty>
Treaty random_treaty(Dice& dice) {
    Treaty treaty;
    randomise(treaty, dice);
    randomise_contract(treaty, dice);
    return treaty;
}

/// Multiplies each number that is money, however deep it stands in lists, families and described values.
template <class Value>
void scale(Value& value, Unit unit, double by) {
    if constexpr (std::is_same_v<Value, double>) {
        if (unit == Unit::money) value *= by;
    } else if constexpr (is_family<Value>) {
        std::visit([&](auto& kind) { scale(kind, unit, by); }, value);
    } else if constexpr (description::is_maybe<Value>) {
        if (value) scale(*value, unit, by);
    } else if constexpr (description::is_list<Value>) {
        if constexpr (!std::is_same_v<Value, std::vector<bool>>) {
            for (auto& item : value) scale(item, unit, by);
        }
    } else if constexpr (Described<Value>) {
        for_each_field<Value>([&](auto const& field) { scale(value.*field.member, field.unit, by); });
    }
}

/// The same treaty with each number that is money multiplied.
template <TreatyKind Treaty>
Treaty scaled(Treaty treaty, double by) {
    scale(treaty, Unit::none, by);
    return treaty;
}

/// The lower and the upper part of a layer, cut at a random height. Annual and event terms are taken away first.
template <class Treaty>
struct SplitLayer {
    Treaty whole, lower, upper;
};

inline void unbind(StopLoss& treaty, Dice& dice) {
    treaty = {};
    treaty.attachment = dice.number(0, 300);
    treaty.limit = dice.number(1, 300);
}
inline void unbind(ExcessTerms& treaty, Dice&) {
    if (!(treaty.limit < infinity)) treaty.limit = 40;
    treaty.index_clause.reset();
    treaty.sunset = infinity;
    treaty.annual_deductible = 0;
    treaty.deductible_form = DeductibleForm::full;
    treaty.annual_limit = infinity;
    treaty.reinstatements.reset();
    treaty.unlimited_reinstatements = true;
}

/// Leaves the plain layer: limit and attachment.
inline void unbind(CatXl& treaty, Dice& dice) {
    unbind(static_cast<ExcessTerms&>(treaty), dice);
    treaty.minimum_risks = 1;
    treaty.any_one_risk = infinity;
    treaty.attachments.clear();
    treaty.qualifying_threshold = 0;
    treaty.hours = 0;
}

template <class Treaty>
SplitLayer<Treaty> split_layer(Dice& dice) {
    auto whole = random_treaty<Treaty>(dice);
    unbind(whole, dice);
    if constexpr (requires { whole.event_limit; }) whole.event_limit = infinity;
    auto value = [](auto& field) -> double& {
        if constexpr (std::is_same_v<decltype(field), double&>) {
            return field;
        } else {
            return *field;
        }
    };
    SplitLayer<Treaty> split{whole, whole, whole};
    const double cut = dice.number(0, value(whole.limit));
    value(split.lower.limit) = cut;
    value(split.upper.limit) = value(whole.limit) - cut;
    value(split.upper.attachment) = value(whole.attachment) + cut;
    return split;
}

}  // namespace riskpool
