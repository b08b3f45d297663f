// Steps: a loss is one of the given values.
#pragma once

#include <string_view>
#include <vector>

#include "models/severity/law.hpp"

namespace riskpool {

/// The values in ascending order with the probability of those up to each one, from below and from above.
class EmpiricalSteps {
public:
    /// Equal weights if there are none.
    EmpiricalSteps(std::vector<double> const& values, std::vector<double> const& weights);

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double quantile_upper(double q) const;
    /// P(X <= x) and P(X > x).
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double survival(double x) const;
    [[nodiscard]] std::vector<double> const& values() const { return values_; }
    /// P(X <= values[i]); the last is 1.
    [[nodiscard]] std::vector<double> const& cumulated() const { return cdf_; }

private:
    std::vector<double> values_, cdf_, survival_;
};

/// In any order, values may repeat. The quantiles of this type sort anew at each call: take `prepared()` for many.
struct Empirical {
    std::vector<double> values;
    std::vector<double> weights;

    static constexpr std::string_view kind = "empirical";
    static constexpr std::string_view about =
        "One of the given values, each with its weight: observed or scenario losses.";
    static constexpr auto fields =
        field_list(required("values", &Empirical::values, not_negative, Unit::money, "The losses, in any order."),
                   optional("weights", &Empirical::weights, positive, Unit::none,
                            "Weight of each value, scaled to a sum of 1; equal weights if left out."));
    bool operator==(Empirical const&) const = default;
    void check(FieldFaults& faults) const;

    [[nodiscard]] EmpiricalSteps prepared() const { return {values, weights}; }

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double quantile_upper(double q) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double survival(double x) const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] double variance() const;
    [[nodiscard]] double limited_mean(double limit) const;
    [[nodiscard]] double limited_second_moment(double limit) const;
    [[nodiscard]] double lowest() const;
    [[nodiscard]] double highest() const;
};

}  // namespace riskpool
