// Independent events at a constant rate.
#pragma once

#include <cstdint>
#include <string_view>

#include "models/draw/count_law.hpp"
#include "sim/base/describe.hpp"

namespace riskpool {

/// P(N = n) = e^-mean mean^n / n!
struct Poisson {
    double mean_count = 0;

    static constexpr std::string_view kind = "poisson";
    static constexpr std::string_view about = "Events that happen independently of one another at a constant rate.";
    static constexpr auto fields = field_list(
        required("mean", &Poisson::mean_count, not_negative, Unit::per_year, "Expected number of events in a year."));

    [[nodiscard]] double mean() const { return mean_count; }
    [[nodiscard]] double variance() const { return mean_count; }
    /// p(n + 1) / p(n).
    [[nodiscard]] double pmf_ratio(std::uint32_t n) const { return mean_count / (1.0 + n); }
    bool operator==(Poisson const&) const = default;
};

/// Throws std::invalid_argument if the mean is no number from 0 to max_mean_count.
[[nodiscard]] CountLaw count_law(Poisson const& law);

}  // namespace riskpool
