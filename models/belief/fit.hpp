// Laws through stated quantiles: exactly where a family has as many parameters as quantiles are stated, else by least
// squares on probabilities, sum (F(v_j) - p_j)^2, as the Sheffield Elicitation Framework does (O'Hagan and others,
// Uncertain Judgements, Wiley 2006; Oakley, package SHELF).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/scenario/belief_law.hpp"

namespace riskpool {

enum class FitFamily : std::uint8_t {
    normal,
    lognormal,
    gamma,
    beta,
    generalised_pareto,
    pareto,
    pareto_from_return_points
};

template <>
struct Choice<FitFamily> {
    static constexpr std::array<std::pair<std::string_view, FitFamily>, 7> values{
        {{"normal", FitFamily::normal},
         {"lognormal", FitFamily::lognormal},
         {"gamma", FitFamily::gamma},
         {"beta", FitFamily::beta},
         {"generalised_pareto", FitFamily::generalised_pareto},
         {"pareto", FitFamily::pareto},
         {"pareto_from_return_points", FitFamily::pareto_from_return_points}}};
};

/// P(X <= value) = p.
struct QuantilePoint {
    double p = 0;
    double value = 0;
};

/// The ends between which a number lies: both for a beta law; the lower one for lognormal, gamma and Pareto laws, which
/// are fitted to what exceeds it; neither for the others.
struct FitEnds {
    double low = 0;
    double high = 1;
};

struct Fit {
    LawPointer law;  // none if no law of the family comes near
    /// normal: mean, sd. lognormal: mu, sigma. gamma: shape, scale. beta: a, b. generalised_pareto: location, scale,
    /// shape. pareto: threshold, shape. pareto_from_return_points: scale, shape. Above `low`, and for beta on 0 to 1.
    std::vector<double> parameters;
    std::vector<double> fitted;  // F(v_j)
    double sum_of_squares = 0;   // of F(v_j) - p_j
};

/// How many quantiles determine a law of the family.
[[nodiscard]] std::size_t parameter_count(FitFamily family);

/// Points rise strictly in p and in value, lie strictly within the ends, and are at least parameter_count(family) many.
///
/// `pareto_from_return_points` is the law of the largest loss of a year when events come at a constant rate with Pareto
/// losses: P(X <= x) = exp(-e_1 (x_1 / x)^shape), e_j = -ln p_j.
[[nodiscard]] Fit fit_quantiles(FitFamily family, std::vector<QuantilePoint> const& points, FitEnds ends = {});

/// The probability that a quantile stated at p is taken for, when the central 90 % interval of the same person is taken
/// to hold `instead_of_90` in truth: on the scale of normal deviates, Phi(c z_p), c = z_{(1 + instead) / 2} / z_0.95.
[[nodiscard]] double widened_probability(double p, double instead_of_90);

}  // namespace riskpool
