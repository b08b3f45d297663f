// The parameters of a lognormal law, after losses: their logarithms are normal, with a normal and inverse gamma prior
// of mean and variance (Gelman and others, Bayesian Data Analysis, 3rd ed., 3.2 and 3.3).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/belief/data_weights.hpp"
#include "models/belief/inverse_gamma.hpp"
#include "models/belief/student_t.hpp"
#include "models/severity/law.hpp"
#include "sim/scenario/belief.hpp"

namespace riskpool {

enum class LognormalParameter : std::uint8_t { mu, sigma };
template <>
struct Choice<LognormalParameter> {
    static constexpr std::array<std::pair<std::string_view, LognormalParameter>, 2> values{
        {{"mu", LognormalParameter::mu}, {"sigma", LognormalParameter::sigma}}};
};

struct NormalInverseGamma {
    LognormalParameter of = LognormalParameter::mu;
    std::vector<double> losses;
    double prior_mu = not_given;
    double prior_sigma = not_given;
    double prior_claims = 0;
    std::vector<double> weights{};
    std::vector<double> ages{};
    double discount = 0;

    static constexpr std::string_view kind = "normal_inverse_gamma";
    static constexpr std::string_view about =
        "mu or sigma of a lognormal law after data. Without a prior the logarithms speak for themselves: mu is Student "
        "t "
        "around their mean. Beliefs about mu and about sigma from the same data are drawn apart; they are "
        "uncorrelated, "
        "but not independent.";
    static constexpr auto fields = join_fields(
        field_list(required("of", &NormalInverseGamma::of, "Which parameter this is a belief about."),
                   required("losses", &NormalInverseGamma::losses, positive, Unit::money, "Losses that have happened."),
                   optional("prior_mu", &NormalInverseGamma::prior_mu, any_finite, Unit::none,
                            "What mu was believed to be before the data."),
                   optional("prior_sigma", &NormalInverseGamma::prior_sigma, positive, Unit::none,
                            "What sigma was believed to be before the data."),
                   optional("prior_claims", &NormalInverseGamma::prior_claims, not_negative, Unit::none,
                            "Strength of the prior: the number of claims that would weigh as much.")),
        weight_fields<NormalInverseGamma>());
    bool operator==(NormalInverseGamma const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const;
    [[nodiscard]] std::string remark() const;

    /// The belief after the data: mu given sigma is normal(mean, sigma^2 / claims), and sigma^2 inverse gamma.
    struct Posterior {
        double mean = 0;
        double claims = 0;
        InverseGamma variance;
    };
    [[nodiscard]] Posterior posterior() const;
    /// The belief about mu by itself.
    [[nodiscard]] StudentT location() const;
    /// The logarithm of the next loss. The loss itself is log-Student t and has no mean.
    [[nodiscard]] StudentT predictive_of_log() const;

private:
    [[nodiscard]] std::vector<double> row_weights() const;
};

}  // namespace riskpool
