// Random proportional treaties for the laws.
#pragma once

#include "sim/treaty/treaty.hpp"
#include "tests/laws/random_years.hpp"

namespace riskpool {

inline void randomise(ProportionalTerms& treaty, Dice& dice) {
    treaty.commission = dice.number(0, 0.4);
    treaty.brokerage = dice.chance(0.5) ? 0 : dice.number(0, 0.05);
    if (dice.chance(0.3)) {
        const double from = dice.number(0, 1);
        treaty.sliding_commission.emplace().scale = {{from, dice.number(0.2, 0.4)},
                                                     {from + dice.number(0.1, 1), dice.number(0, 0.2)}};
    }
    if (dice.chance(0.3)) treaty.profit_commission.emplace().rate = dice.number(0, 1);
}

inline void randomise(QuotaShareTerms& treaty, Dice& dice) {
    randomise(static_cast<ProportionalTerms&>(treaty), dice);
    if (dice.chance(0.5)) treaty.risk_limit = dice.number(1, 50);
    if (dice.chance(0.5)) treaty.event_limit = dice.number(1, 100);
    if (dice.chance(0.3)) {
        const double from = dice.number(0, 5);
        treaty.corridor =
            LossCorridor{from, dice.chance(0.3) ? infinity : from + dice.number(0.1, 5), dice.number(0, 1)};
    }
    if (dice.chance(0.3)) treaty.loss_ratio_cap = dice.number(0.1, 10);
}

inline void randomise(QuotaShare& treaty, Dice& dice) {
    randomise(static_cast<QuotaShareTerms&>(treaty), dice);
    treaty.cession = dice.number(0, 1);
    if (dice.chance(0.3)) treaty.premium_cession = dice.number(0, 1);
}

inline void randomise(VariableQuotaShare& treaty, Dice& dice) {
    randomise(static_cast<QuotaShareTerms&>(treaty), dice);
    treaty.basis = dice.chance(0.5) ? SurplusBasis::pml : SurplusBasis::sum_insured;
    double up_to = 0;
    for (std::size_t b = dice.count(3); b > 0; --b) {
        up_to += dice.number(1, 30);
        treaty.bands.push_back({up_to, dice.number(0, 1)});
    }
    treaty.bands.push_back({infinity, dice.number(0, 1)});
}

inline void randomise(Surplus& treaty, Dice& dice) {
    randomise(static_cast<ProportionalTerms&>(treaty), dice);
    treaty.retained_line = dice.number(1, 30);
    treaty.number_of_lines = dice.number(0, 5);
    treaty.basis = dice.chance(0.5) ? SurplusBasis::pml : SurplusBasis::sum_insured;
    if (dice.chance(0.3)) treaty.lines_below = dice.number(0, 2);
    if (dice.chance(0.3)) treaty.retention_table = {{"even", dice.number(1, 30)}};
    if (dice.chance(0.3)) treaty.risk_limit = dice.number(1, 50);
}

inline void randomise(Facultative& treaty, Dice& dice) {
    randomise(static_cast<ProportionalTerms&>(treaty), dice);
    for (char name = 'a'; name < static_cast<char>('a' + random_insureds); ++name) {
        if (name > 'a' && dice.chance(0.3)) continue;
        auto& cover = treaty.risks.emplace_back();
        cover.insured = std::string(1, name);
        if (dice.chance(0.5)) {
            cover.share = dice.number(0, 1);
        } else {
            cover.limit = dice.chance(0.1) ? infinity : dice.number(1, 60);
            cover.attachment = dice.chance(0.2) ? 0 : dice.number(0, 30);
            cover.premium = dice.number(0, 5);
        }
    }
}

inline void randomise(FacultativeObligatory& treaty, Dice& dice) {
    randomise(static_cast<ProportionalTerms&>(treaty), dice);
    treaty.cession = dice.number(0, 1);
    treaty.threshold = dice.number(0.8, 1.2);
    for (char name = 'a'; name < static_cast<char>('a' + random_insureds); ++name) {
        if (dice.chance(0.8)) treaty.estimates.push_back({std::string(1, name), dice.number(0.5, 1.5)});
    }
}

inline void empty_out(VariableQuotaShare& treaty) {
    for (auto& band : treaty.bands) band.cession = 0;
}

inline void empty_out(Facultative& treaty) {
    for (auto& cover : treaty.risks) (cover.share ? cover.share : cover.limit) = 0;
}

inline void empty_out(FacultativeObligatory& treaty) {
    treaty.cession = 0;
}

inline void empty_out(QuotaShare& treaty) {
    treaty.cession = 0;
}

inline void empty_out(Surplus& treaty) {
    treaty.number_of_lines = 0;
}

}  // namespace riskpool
