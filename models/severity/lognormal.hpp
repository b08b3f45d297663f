// Lognormal law: ln X is normal with mean mu and standard deviation sigma.
#pragma once

#include <string_view>

#include "models/severity/law.hpp"

namespace riskpool {

/// Either mu and sigma, or the mean and the coefficient of variation of the loss itself.
struct Lognormal {
    double mu = not_given;
    double sigma = not_given;
    double mean_loss = not_given;
    double cv = not_given;

    static constexpr std::string_view kind = "lognormal";
    static constexpr std::string_view about = "The logarithm of the loss is normal; give mu and sigma, or mean and cv.";
    static constexpr auto fields = field_list(
        optional("mu", &Lognormal::mu, any_finite, Unit::none, "Mean of the logarithm of the loss (in money units)."),
        optional("sigma", &Lognormal::sigma, positive, Unit::none, "Standard deviation of the logarithm of the loss."),
        optional("mean", &Lognormal::mean_loss, positive, Unit::money, "Mean of the loss."),
        optional("cv", &Lognormal::cv, positive, Unit::none,
                 "Coefficient of variation: standard deviation of the loss over its mean."));
    bool operator==(Lognormal const&) const = default;
    void check(FieldFaults& faults) const;

    /// The parameters of the logarithm, whichever pair was given.
    [[nodiscard]] double log_mean() const;
    [[nodiscard]] double log_deviation() const;

    /// The same law by mu and sigma.
    [[nodiscard]] Lognormal prepared() const { return {.mu = log_mean(), .sigma = log_deviation()}; }

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
