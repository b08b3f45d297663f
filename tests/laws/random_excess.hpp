// Random excess of loss treaties for the laws.
#pragma once

#include <algorithm>

#include "sim/treaty/treaty.hpp"
#include "tests/laws/random_years.hpp"

namespace riskpool {

inline void randomise(IndexClause& clause, Dice& dice) {
    clause.form = static_cast<IndexForm>(dice.count(2));
    clause.threshold = clause.form == IndexForm::full ? 0 : dice.number(0, 0.5);
    for (std::size_t years = 1 + dice.count(4); years > 0; --years) {
        clause.index.push_back(dice.number(0.8, 2));
        clause.payments.push_back(dice.number(0, 1));
    }
    clause.limit_indexed = dice.chance(0.5);
}

inline void randomise(LayerTerms& treaty, Dice& dice) {
    treaty.limit = dice.chance(0.1) ? infinity : dice.number(1, 60);
    treaty.attachment = dice.chance(0.2) ? 0 : dice.number(0, 30);
    treaty.premium = dice.chance(0.1) ? 0 : dice.number(1, 10);
    if (dice.chance(0.2)) randomise(treaty.index_clause.emplace(), dice);
    if (dice.chance(0.2)) treaty.sunset = dice.number(0, 3);  // needs LossBlock::delay
}

inline void randomise(ExcessTerms& treaty, Dice& dice) {
    randomise(static_cast<LayerTerms&>(treaty), dice);
    treaty.unlimited_reinstatements = dice.chance(0.3);
    if (!treaty.unlimited_reinstatements) {
        auto& prices = treaty.reinstatements.emplace(treaty.limit < infinity ? dice.count(4) : 0);
        for (double& price : prices) price = dice.chance(0.3) ? 0 : dice.number(0, 2);
    }
    if (dice.chance(0.4)) {
        treaty.annual_deductible = dice.number(0, 60);
        if (dice.chance(0.3)) treaty.deductible_form = DeductibleForm::franchise;
    }
    if (dice.chance(0.3)) treaty.annual_limit = std::min(dice.number(0, 200), treaty.reinstated_capacity());
    treaty.reinstatement_basis = static_cast<ReinstatementBasis>(dice.count(2));
}

inline void randomise(CatXl& treaty, Dice& dice) {
    randomise(static_cast<ExcessTerms&>(treaty), dice);
    if (dice.chance(0.2)) treaty.any_one_risk = dice.number(1, 40);
    if (dice.chance(0.2) && treaty.deductible_form == DeductibleForm::full) {
        treaty.hours = dice.number(10, 1000);
        return;
    }
    if (dice.chance(0.2)) treaty.minimum_risks = static_cast<std::uint32_t>(1 + dice.count(2));
    if (dice.chance(0.2)) {
        treaty.attachments = {treaty.attachment};
        for (std::size_t k = dice.count(3); k > 0; --k) {
            treaty.attachments.push_back(treaty.attachments.back() * dice.number(0.2, 1));
        }
        treaty.qualifying_threshold = dice.chance(0.5) ? dice.number(0, 30) : 0;
    }
}

/// The layer "followed" that stands beside a treaty which follows one.
inline void randomise_followed(CatXl& layer, Dice& dice) {
    layer.name = "followed";
    randomise(static_cast<ExcessTerms&>(layer), dice);
    layer.deductible_form = DeductibleForm::full;
    if (!(layer.limit < infinity)) layer.limit = 25;
    if (layer.unlimited_reinstatements) layer.annual_limit = dice.number(0, 200);
}

inline void randomise(DropDown& treaty, Dice& dice) {
    randomise(static_cast<ExcessTerms&>(treaty), dice);
    treaty.attachment = 0;
    treaty.index_clause.reset();
    treaty.sunset = infinity;
    treaty.annual_limit = std::min(treaty.annual_limit, treaty.reinstated_capacity());
    treaty.above = "followed";
}

inline void randomise(TopAndDrop& treaty, Dice& dice) {
    treaty.limit = dice.chance(0.1) ? infinity : dice.number(1, 60);
    treaty.attachment = dice.number(25, 90);  // a scenario holds it only where the layer under it ends
    treaty.premium = dice.number(1, 10);
    treaty.under = "followed";
}

inline void randomise(BackUp& treaty, Dice& dice) {
    treaty.limit = dice.chance(0.1) ? infinity : dice.number(1, 60);
    treaty.premium = dice.number(1, 10);
    treaty.of = "followed";
}

inline void randomise(NthEventXl& treaty, Dice& dice) {
    randomise(static_cast<LayerTerms&>(treaty), dice);
    treaty.event = static_cast<std::uint32_t>(1 + dice.count(3));
    treaty.by = dice.chance(0.5) ? EventOrder::time : EventOrder::size;
    if (dice.chance(0.3)) treaty.qualifying_threshold = dice.number(0, 30);
}

inline void randomise(MultiYearXl& treaty, Dice& dice) {
    randomise(static_cast<LayerTerms&>(treaty), dice);
    treaty.term = static_cast<std::uint32_t>(1 + dice.count(3));
    if (dice.chance(0.4)) treaty.annual_deductible = dice.number(0, 40);
    if (dice.chance(0.5)) treaty.annual_limit = dice.number(0, 150);
    if (dice.chance(0.4)) treaty.term_deductible = dice.number(0, 60);
    if (dice.chance(0.5)) treaty.term_limit = dice.number(0, 300);
    treaty.cancelled_after_loss = treaty.term > 1 && dice.chance(0.3);
}

inline void randomise(AggregateXl& treaty, Dice& dice) {
    treaty.limit = dice.chance(0.1) ? infinity : dice.number(1, 200);
    treaty.attachment = dice.chance(0.2) ? 0 : dice.number(0, 100);
    if (dice.chance(0.6)) treaty.event_threshold = dice.number(0, 30);
    treaty.threshold_form = dice.chance(0.5) ? ThresholdForm::franchise : ThresholdForm::deductible;
}

inline void randomise(PerRiskXl& treaty, Dice& dice) {
    randomise(static_cast<ExcessTerms&>(treaty), dice);
    if (dice.chance(0.4)) treaty.event_limit = dice.number(1, 100);
}

inline void randomise(StopLoss& treaty, Dice& dice) {
    if (dice.chance(0.5)) {
        treaty.attachment = dice.number(0, 300);
        treaty.limit = dice.chance(0.1) ? infinity : dice.number(1, 300);
    } else {
        treaty.attachment_ratio = dice.number(0, 10);
        treaty.limit_ratio = dice.chance(0.1) ? infinity : dice.number(0.1, 10);
    }
}

inline void empty_out(MultiYearXl& treaty) {
    treaty.limit = 0;
}

inline void empty_out(NthEventXl& treaty) {
    treaty.limit = 0;
}

inline void empty_out(TopAndDrop& treaty) {
    treaty.limit = 0;
}

inline void empty_out(BackUp& treaty) {
    treaty.limit = 0;
}

inline void empty_out(AggregateXl& treaty) {
    treaty.limit = 0;
}

inline void empty_out(ExcessTerms& treaty) {
    treaty.limit = 0;
}

inline void empty_out(StopLoss& treaty) {
    (treaty.limit_ratio ? treaty.limit_ratio : treaty.limit) = 0;
}

}  // namespace riskpool
