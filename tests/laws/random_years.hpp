// Random insureds and random years of events for the laws.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

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
        plain.insureds[i].name = std::string(1, static_cast<char>('a' + i));
        plain.insureds[i].type = i % 2 == 0 ? "even" : "odd";
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
    double index = 0;
    double delay = 0;  // years
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
    event.index = event.yearly_sum || dice.chance(0.3) ? 0 : dice.number(0, 40);
    event.delay = dice.number(0, 4);
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
    LossBlock block = builder.build();
    for (auto const& year : years) {
        for (auto const& event : year) {
            block.index.push_back(event.index);
            block.delay.push_back(static_cast<float>(event.delay));
        }
    }
    return block;
}

}  // namespace riskpool
