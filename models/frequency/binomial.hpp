// How many of a fixed number of units have their event.
#pragma once

#include <cstdint>
#include <string_view>

#include "models/draw/count_law.hpp"
#include "sim/base/describe.hpp"

namespace riskpool {

/// P(N = n) = C(trials, n) probability^n (1 - probability)^(trials - n)
struct Binomial {
    std::uint32_t trials = 1;
    double probability = 0;

    static constexpr std::string_view kind = "binomial";
    static constexpr std::string_view about = "Of a fixed number of units each has one event or none, independently.";
    static constexpr auto fields = field_list(
        required("trials", &Binomial::trials, not_negative, Unit::count, "How many units may have an event."),
        required("probability", &Binomial::probability, unit_interval, Unit::fraction,
                 "Probability that a unit has its event in a year."));

    [[nodiscard]] double mean() const { return trials * probability; }
    [[nodiscard]] double variance() const { return trials * probability * (1 - probability); }
    /// p(n + 1) / p(n); infinite where probability is 1.
    [[nodiscard]] double pmf_ratio(std::uint32_t n) const {
        return n >= trials ? 0.0 : (trials - n) / (1.0 + n) * (probability / (1 - probability));
    }
    bool operator==(Binomial const&) const = default;
};

/// Throws std::invalid_argument if the probability is not from 0 to 1 or the mean is above max_mean_count.
[[nodiscard]] CountLaw count_law(Binomial const& law);

}  // namespace riskpool
