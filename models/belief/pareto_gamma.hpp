// The tail index of a Pareto law, after losses above a threshold: the logarithms of loss over threshold are
// exponential, and their rate, the index, is gamma (Arnold, Pareto Distributions, ch. 5).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/belief/data_weights.hpp"
#include "models/severity/gamma.hpp"
#include "sim/scenario/belief.hpp"

namespace riskpool {

struct ParetoGamma {
    double threshold = 1;
    std::vector<double> losses;
    double prior_mean = not_given;
    double prior_claims = 0;
    std::vector<double> weights{};
    std::vector<double> ages{};
    double discount = 0;

    static constexpr std::string_view kind = "pareto_gamma";
    static constexpr std::string_view about =
        "The tail index (alpha) of a Pareto law after data: losses above a threshold; those up to it say nothing and "
        "are "
        "left out. Without a prior it is that of Jeffreys, which weighs no claim.";
    static constexpr auto fields = join_fields(
        field_list(
            required("threshold", &ParetoGamma::threshold, positive, Unit::money, "The threshold of the Pareto law."),
            required("losses", &ParetoGamma::losses, positive, Unit::money, "Losses that have happened."),
            optional("prior_mean", &ParetoGamma::prior_mean, positive, Unit::none,
                     "What the index was believed to be before the data."),
            optional("prior_claims", &ParetoGamma::prior_claims, not_negative, Unit::none,
                     "Strength of the prior: the number of claims that would weigh as much.")),
        weight_fields<ParetoGamma>());
    bool operator==(ParetoGamma const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const;
    [[nodiscard]] std::string remark() const;

    /// The belief after the data, gamma(a + sum w, b + sum w ln(x / threshold)) by shape and rate.
    [[nodiscard]] Gamma posterior() const;
    /// P(the next loss above the threshold exceeds x) = (b' / (b' + ln(x / threshold)))^a': heavier than any Pareto
    /// law.
    [[nodiscard]] double predictive_survival(double x) const;

private:
    [[nodiscard]] std::vector<double> row_weights() const;
    /// Losses above the threshold, each as much as it counts.
    [[nodiscard]] double claims() const;
};

}  // namespace riskpool
