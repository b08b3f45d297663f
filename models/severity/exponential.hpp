// Exponential law: P(X > x) = exp(-x / mean).
#pragma once

#include <string_view>

#include "models/severity/law.hpp"

namespace riskpool {

struct Exponential {
    double mean_loss = 1;

    static constexpr std::string_view kind = "exponential";
    static constexpr std::string_view about = "Exponential law: P(X > x) = exp(-x / mean).";
    static constexpr auto fields =
        field_list(required("mean", &Exponential::mean_loss, positive, Unit::money, "Mean of the loss."));
    bool operator==(Exponential const&) const = default;

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double quantile_upper(double q) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double survival(double x) const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] double variance() const;
    [[nodiscard]] double limited_mean(double limit) const;
    [[nodiscard]] double limited_second_moment(double limit) const;
    [[nodiscard]] double lowest() const { return 0; }
    [[nodiscard]] double highest() const { return infinity; }
};

}  // namespace riskpool
