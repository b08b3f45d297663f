// Events at a rate that is itself uncertain from year to year.
#pragma once

#include <cstdint>
#include <string_view>

#include "models/draw/count_law.hpp"
#include "sim/base/describe.hpp"

namespace riskpool {

/// A Poisson law whose mean is gamma distributed with shape `size`: variance mean + mean^2 / size (Klugman, Panjer and
/// Willmot, Loss Models, 6.3).
struct NegativeBinomial {
    double mean_count = 0;
    double size = 1;

    static constexpr std::string_view kind = "negative_binomial";
    static constexpr std::string_view about =
        "Events at a rate that varies from year to year as a gamma law; variance = mean + mean^2 / size.";
    static constexpr auto fields =
        field_list(required("mean", &NegativeBinomial::mean_count, not_negative, Unit::per_year,
                            "Expected number of events in a year."),
                   required("size", &NegativeBinomial::size, positive, Unit::none,
                            "Shape of the gamma law of the rate; the smaller, the more the years differ."));

    [[nodiscard]] double mean() const { return mean_count; }
    [[nodiscard]] double variance() const { return mean_count + mean_count * mean_count / size; }
    /// p(n + 1) / p(n).
    [[nodiscard]] double pmf_ratio(std::uint32_t n) const {
        return mean_count / (size + mean_count) * ((size + n) / (1.0 + n));
    }
    bool operator==(NegativeBinomial const&) const = default;
};

/// Throws std::invalid_argument if the mean is no number from 0 to max_mean_count or the size is not above 0.
[[nodiscard]] CountLaw count_law(NegativeBinomial const& law);

}  // namespace riskpool
