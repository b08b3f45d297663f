// The mean of an exponential law, after losses: the rate 1 / mean is gamma (Klugman, Panjer, Willmot, Loss Models, 4th
// ed., 15.3).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/belief/data_weights.hpp"
#include "models/belief/inverse_gamma.hpp"
#include "models/severity/generalised_pareto.hpp"
#include "sim/scenario/belief.hpp"

namespace riskpool {

struct ExponentialGamma {
    std::vector<double> losses;
    double prior_claims = 0;
    double prior_total = 0;
    std::vector<double> weights{};
    std::vector<double> ages{};
    double discount = 0;

    static constexpr std::string_view kind = "exponential_gamma";
    static constexpr std::string_view about =
        "The mean of an exponential law after data. Without a prior it is that of Jeffreys, which weighs no claim.";
    static constexpr auto fields = join_fields(
        field_list(
            required("losses", &ExponentialGamma::losses, positive, Unit::inherited, "Losses that have happened."),
            optional("prior_claims", &ExponentialGamma::prior_claims, not_negative, Unit::none,
                     "Strength of the prior: the number of claims that would weigh as much."),
            optional("prior_total", &ExponentialGamma::prior_total, not_negative, Unit::inherited,
                     "The total of those claims.")),
        weight_fields<ExponentialGamma>());
    bool operator==(ExponentialGamma const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const;
    [[nodiscard]] std::string remark() const;

    /// The belief about the mean after the data: 1 / mean is gamma(a + sum w, b + sum w x) by shape and rate.
    [[nodiscard]] InverseGamma posterior() const;
    /// The next loss: Lomax, P(X > x) = (b' / (b' + x))^a'.
    [[nodiscard]] GeneralisedPareto predictive() const;

private:
    [[nodiscard]] std::vector<double> row_weights() const;
};

}  // namespace riskpool
