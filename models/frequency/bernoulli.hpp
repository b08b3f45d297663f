// One event in a year, or none.
#pragma once

#include <cstdint>
#include <string_view>

#include "models/draw/count_law.hpp"
#include "sim/base/describe.hpp"

namespace riskpool {

/// P(N = 1) = probability, P(N = 0) = 1 - probability
struct Bernoulli {
    double probability = 0;

    static constexpr std::string_view kind = "bernoulli";
    static constexpr std::string_view about = "One event in a year, or none.";
    static constexpr auto fields = field_list(required("probability", &Bernoulli::probability, unit_interval,
                                                       Unit::fraction, "Probability of the event in a year."));

    [[nodiscard]] double mean() const { return probability; }
    [[nodiscard]] double variance() const { return probability * (1 - probability); }
    /// p(n + 1) / p(n); infinite where probability is 1.
    [[nodiscard]] double pmf_ratio(std::uint32_t n) const { return n > 0 ? 0.0 : probability / (1 - probability); }
    bool operator==(Bernoulli const&) const = default;
};

/// Throws std::invalid_argument if the probability is not from 0 to 1.
[[nodiscard]] CountLaw count_law(Bernoulli const& law);

}  // namespace riskpool
