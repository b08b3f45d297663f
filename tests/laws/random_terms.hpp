// Random treaties, blocks and settings for the laws. Every treaty drawn is one that a scenario could hold.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/treaty/treaty.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}

    /// Uniform in [low, high).
    double number(double low, double high) {
        return low + (high - low) * (static_cast<double>(random_() >> 11) * 0x1p-53);
    }
    /// Uniform in 0 .. most.
    std::size_t count(std::size_t most) { return random_() % (most + 1); }
    bool chance(double p) { return number(0, 1) < p; }
    /// A loss: often small, sometimes nothing, sometimes far above every limit drawn here.
    double loss() { return chance(0.1) ? 0 : 5 / number(0.005, 1) - 5; }

private:
    std::mt19937_64 random_;
};

inline constexpr std::size_t random_insureds = 4;

/// Insureds of random size and premium, of which the pool takes a random part.
inline void randomise(PlainSetting& plain, Dice& dice) {
    for (std::size_t i = 0; i < plain.insureds.size(); ++i) {
        plain.insureds[i].property = dice.number(1, 100);
        plain.insureds[i].pml = dice.chance(0.5) ? 0 : dice.number(1, 100);
        plain.setting.share[i] = dice.number(0, 1);
        plain.setting.premium[i] = dice.number(0, 20);
    }
}

/// One event as the laws handle it before it becomes part of a block.
struct RandomEvent {
    std::vector<Row> rows;
    double time = 0;
    bool yearly_sum = false;
};
using RandomYears = std::vector<std::vector<RandomEvent>>;

inline RandomEvent random_event(Dice& dice) {
    RandomEvent event;
    const std::size_t first = dice.count(random_insureds - 1);
    const std::size_t rows = 1 + dice.count(random_insureds - 1 - first);
    for (std::size_t i = 0; i < rows; ++i) event.rows.push_back({first + i, dice.loss()});
    event.time = dice.number(0, 1);
    event.yearly_sum = dice.chance(0.1);
    return event;
}

/// Years of 0 to 20 events in order of time.
inline RandomYears random_years(Dice& dice) {
    RandomYears years(1 + dice.count(4));
    for (auto& year : years) {
        year.resize(dice.chance(0.2) ? 0 : dice.count(20));
        for (auto& event : year) event = random_event(dice);
        std::sort(year.begin(), year.end(), [](auto const& a, auto const& b) { return a.time < b.time; });
    }
    return years;
}

inline LossBlock block_of(RandomYears const& years) {
    BlockBuilder builder;
    for (auto const& year : years) {
        builder.year();
        for (auto const& event : year) builder.event(event.rows, event.time, event.yearly_sum);
    }
    return builder.build();
}

inline void randomise(QuotaShare& treaty, Dice& dice) {
    treaty.cession = dice.number(0, 1);
    if (dice.chance(0.5)) treaty.risk_limit = dice.number(1, 50);
    if (dice.chance(0.5)) treaty.event_limit = dice.number(1, 100);
}

inline void randomise(Surplus& treaty, Dice& dice) {
    treaty.retained_line = dice.number(1, 30);
    treaty.number_of_lines = dice.number(0, 5);
    treaty.basis = dice.chance(0.5) ? SurplusBasis::pml : SurplusBasis::sum_insured;
}

inline void randomise(ExcessTerms& treaty, Dice& dice) {
    treaty.limit = dice.chance(0.1) ? infinity : dice.number(1, 60);
    treaty.attachment = dice.chance(0.2) ? 0 : dice.number(0, 30);
    treaty.premium = dice.chance(0.1) ? 0 : dice.number(1, 10);
    treaty.unlimited_reinstatements = dice.chance(0.3);
    if (!treaty.unlimited_reinstatements) {
        auto& prices = treaty.reinstatements.emplace(treaty.limit < infinity ? dice.count(4) : 0);
        for (double& price : prices) price = dice.chance(0.3) ? 0 : dice.number(0, 2);
    }
    if (dice.chance(0.4)) treaty.annual_deductible = dice.number(0, 60);
    if (dice.chance(0.3)) treaty.annual_limit = std::min(dice.number(0, 200), treaty.reinstated_capacity());
    treaty.reinstatement_basis = static_cast<ReinstatementBasis>(dice.count(2));
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

template <TreatyKind Treaty>
Treaty random_treaty(Dice& dice) {
    Treaty treaty;
    randomise(treaty, dice);
    return treaty;
}

/// The same treaty with each field that is money multiplied.
template <TreatyKind Treaty>
Treaty scaled(Treaty treaty, double by) {
    for_each_field<Treaty>([&](auto const& field) {
        if (field.unit != Unit::money) return;
        using Value = typename std::remove_cvref_t<decltype(field)>::value_type;
        if constexpr (std::is_same_v<Value, double>) {
            treaty.*field.member *= by;
        } else if constexpr (std::is_same_v<Value, std::optional<double>>) {
            if (treaty.*field.member) *(treaty.*field.member) *= by;
        }
    });
    return treaty;
}

/// The same treaty with nothing left to pay.
inline void empty_out(QuotaShare& treaty) {
    treaty.cession = 0;
}
inline void empty_out(Surplus& treaty) {
    treaty.number_of_lines = 0;
}
inline void empty_out(ExcessTerms& treaty) {
    treaty.limit = 0;
}
inline void empty_out(StopLoss& treaty) {
    (treaty.limit_ratio ? treaty.limit_ratio : treaty.limit) = 0;
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
    treaty.annual_deductible = 0;
    treaty.annual_limit = infinity;
    treaty.reinstatements.reset();
    treaty.unlimited_reinstatements = true;
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
