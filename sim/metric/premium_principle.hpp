// The premium principles: what a loss costs above its mean, by one rule or another. Sources: Goovaerts, De Vylder and
// Haezendonck, "Insurance Premiums" (1984); Wang, "Premium calculation by transforming the layer premium density",
// ASTIN Bulletin 26 (1996); Wang, "A class of distortion operators", Journal of Risk and Insurance 67 (2000).
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <string_view>
#include <utility>
#include <variant>

#include "sim/base/describe.hpp"
#include "sim/metric/discrete_law.hpp"
#include "sim/metric/estimate.hpp"
#include "sim/metric/premium_parts.hpp"

namespace riskpool {

/// The part of the influence function of a price that is a polynomial, an excess and a jump:
///     slope x + square (x - centre)^2 + excess (x - level)+ + jump 1{x > level} .
struct PriceInfluence {
    double slope = 1, square = 0, centre = 0, excess = 0, jump = 0, level = 0;

    [[nodiscard]] double operator()(double x) const {
        const double above = x > level ? excess * (x - level) + jump : 0;
        return slope * x + square * (x - centre) * (x - centre) + above;
    }
};

/// A price by the moments of a series alone, and its influence function.
struct SeriesPrice {
    Estimate estimate;
    PriceInfluence influence;
};

/// pi[X] = (1 + loading) E[X].
struct ExpectedValuePrinciple {
    double loading = 0;
    static constexpr std::string_view kind = "expected_value_principle";
    static constexpr std::string_view about = "Mean loss with a proportional loading: (1 + loading) E[X].";
    static constexpr auto fields =
        field_list(optional("loading", &ExpectedValuePrinciple::loading, not_negative, Unit::fraction,
                            "Part of the mean that is added to it; 0 gives the pure premium."));
    bool operator==(ExpectedValuePrinciple const&) const = default;

    [[nodiscard]] double parameter() const { return loading; }
    [[nodiscard]] double lowest_level() const { return 1; }
    [[nodiscard]] SeriesPrice price(SeriesSummary const& series) const;
};

/// pi[X] = (1 + mean_loading) E[X] + loading sd[X]. Divided by the limit it is the market's rate on line, a LOL + b
/// sd/L.
struct StandardDeviationPrinciple {
    double loading = 0;
    double mean_loading = 0;
    static constexpr std::string_view kind = "standard_deviation_principle";
    static constexpr std::string_view about =
        "Mean loss plus a part of its standard deviation: (1 + mean_loading) E[X] + loading sd[X].";
    static constexpr auto fields =
        field_list(required("loading", &StandardDeviationPrinciple::loading, not_negative, Unit::fraction,
                            "Part of the standard deviation of a year that is added."),
                   optional("mean_loading", &StandardDeviationPrinciple::mean_loading, not_negative, Unit::fraction,
                            "Part of the mean that is added besides."));
    bool operator==(StandardDeviationPrinciple const&) const = default;

    [[nodiscard]] double parameter() const { return loading; }
    [[nodiscard]] double lowest_level() const { return 1; }
    [[nodiscard]] SeriesPrice price(SeriesSummary const& series) const;
};

/// pi[X] = E[X] + loading Var[X].
struct VariancePrinciple {
    double loading = 0;
    static constexpr std::string_view kind = "variance_principle";
    static constexpr std::string_view about = "Mean loss plus a multiple of its variance: E[X] + loading Var[X].";
    static constexpr auto fields =
        field_list(required("loading", &VariancePrinciple::loading, not_negative, Unit::none,
                            "Multiple of the variance of a year that is added, per unit of the scenario's money."));
    bool operator==(VariancePrinciple const&) const = default;

    [[nodiscard]] double parameter() const { return loading; }
    [[nodiscard]] double lowest_level() const { return 1; }
    [[nodiscard]] SeriesPrice price(SeriesSummary const& series) const;
};

/// Which capital a premium has to serve.
enum class CapitalMeasure : std::uint8_t { tvar, var };

template <>
struct Choice<CapitalMeasure> {
    static constexpr std::array<std::pair<std::string_view, CapitalMeasure>, 2> values{{
        {"tvar", CapitalMeasure::tvar},
        {"var", CapitalMeasure::var},
    }};
};

/// P = E[X] + rate (rho[X] - P): the premium itself is a part of the capital rho[X]. So P = (E + rate rho) / (1 +
/// rate).
struct CostOfCapital {
    double rate = 0;
    double level = 0.995;
    CapitalMeasure measure = CapitalMeasure::tvar;
    static constexpr std::string_view kind = "cost_of_capital";
    static constexpr std::string_view about =
        "Mean loss plus the cost of the capital that the premium leaves to be found: P = (E + rate rho) / (1 + rate), "
        "rho being TVaR or VaR of a year.";
    static constexpr auto fields = field_list(
        required("rate", &CostOfCapital::rate, not_negative, Unit::fraction,
                 "Yearly return that the capital asks for."),
        optional("level", &CostOfCapital::level, open_unit_interval, Unit::fraction, "Level of the capital's measure."),
        optional("measure", &CostOfCapital::measure, "TVaR (tvar) or VaR (var) of a year's recovery."));
    bool operator==(CostOfCapital const&) const = default;

    [[nodiscard]] double parameter() const { return level; }
    [[nodiscard]] double lowest_level() const { return level; }
    [[nodiscard]] double premium(double mean_loss, double capital) const {
        return (mean_loss + rate * capital) / (1 + rate);
    }
    [[nodiscard]] SeriesPrice price(SeriesSummary const& series) const;
};

/// E_g[X] = int g(S(x)) dx with g(u) = Phi(Phi^-1(u) + lambda): a normal loss moves by lambda standard deviations, and
/// so does the logarithm of a lognormal one.
struct WangTransform {
    double lambda = 0;
    static constexpr std::string_view kind = "wang_transform";
    static constexpr std::string_view about =
        "Mean under the Wang transform of the exceedance probabilities: int Phi(Phi^-1(S(x)) + lambda) dx.";
    static constexpr auto fields =
        field_list(required("lambda", &WangTransform::lambda, not_negative, Unit::none, "Market price of risk."));
    bool operator==(WangTransform const&) const = default;

    /// g and g' at an exceedance probability; g' at 0 < u < 1.
    [[nodiscard]] double distort(double u) const;
    [[nodiscard]] double slope(double u) const;
    [[nodiscard]] double parameter() const { return lambda; }
    [[nodiscard]] double lowest_level() const { return 0; }
    [[nodiscard]] PremiumParts price(DiscreteLaw const& law, Reinstatements const& reinstated = {}) const;
};

/// E_g[X] = int S(x)^(1/rho) dx: a Pareto loss with index alpha becomes one with index alpha / rho.
struct ProportionalHazard {
    double rho = 1;
    static constexpr std::string_view kind = "proportional_hazard";
    static constexpr std::string_view about =
        "Mean under the proportional hazard transform of the exceedance probabilities: int S(x)^(1/rho) dx.";
    static constexpr auto fields = field_list(
        required("rho", &ProportionalHazard::rho, at_least_one, Unit::none, "Risk aversion; 1 gives the mean."));
    bool operator==(ProportionalHazard const&) const = default;

    [[nodiscard]] double distort(double u) const;
    [[nodiscard]] double slope(double u) const;
    [[nodiscard]] double parameter() const { return rho; }
    [[nodiscard]] double lowest_level() const { return 0; }
    [[nodiscard]] PremiumParts price(DiscreteLaw const& law, Reinstatements const& reinstated = {}) const;
};

/// pi[X] = E[X e^(hX)] / E[e^(hX)]: the mean under the weights e^(hX), which value the income as well.
struct EsscherPrinciple {
    double h = 0;
    static constexpr std::string_view kind = "esscher_principle";
    static constexpr std::string_view about = "Mean under the Esscher transform: E[X exp(hX)] / E[exp(hX)].";
    static constexpr auto fields = field_list(
        required("h", &EsscherPrinciple::h, positive, Unit::none,
                 "Risk aversion per unit of the scenario's money: 1e-9 where a year's losses are some billions."));
    bool operator==(EsscherPrinciple const&) const = default;

    [[nodiscard]] double parameter() const { return h; }
    [[nodiscard]] double lowest_level() const { return 0; }
    [[nodiscard]] PremiumParts price(DiscreteLaw const& law, Reinstatements const& reinstated = {}) const;
};

/// pi[X] = log E[e^(aX)] / a; income at its mean.
struct ExponentialPrinciple {
    double a = 0;
    static constexpr std::string_view kind = "exponential_principle";
    static constexpr std::string_view about = "Price of indifference under exponential utility: log E[exp(aX)] / a.";
    static constexpr auto fields = field_list(
        required("a", &ExponentialPrinciple::a, positive, Unit::none,
                 "Risk aversion per unit of the scenario's money: 1e-9 where a year's losses are some billions."));
    bool operator==(ExponentialPrinciple const&) const = default;

    [[nodiscard]] double parameter() const { return a; }
    [[nodiscard]] double lowest_level() const { return 0; }
    [[nodiscard]] PremiumParts price(DiscreteLaw const& law, Reinstatements const& reinstated = {}) const;
};

/// The register of principles: a new one is a struct with parameter(), lowest_level() (how far into the tail it reads)
/// and price(), on the moments of a series or on a whole law, and one line here.
using PremiumPrinciples = Kinds<  //
    ExpectedValuePrinciple,       //
    StandardDeviationPrinciple,   //
    VariancePrinciple,            //
    CostOfCapital,                //
    WangTransform,                //
    ProportionalHazard,           //
    EsscherPrinciple,             //
    ExponentialPrinciple>;

/// The principles that need the moments of a series, not its law.
template <class P>
concept SeriesPrinciple = requires(P const& principle, SeriesSummary const& series) {
    { principle.price(series) } -> std::same_as<SeriesPrice>;
};

}  // namespace riskpool
