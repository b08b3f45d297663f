// A law through quantiles that somebody has stated.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/belief/fit.hpp"
#include "models/severity/law.hpp"
#include "sim/scenario/belief.hpp"

namespace riskpool {

/// The number lies below `value` with probability p.
struct StatedQuantile {
    double p = not_given;
    double return_period = not_given;
    double value = 0;

    static constexpr std::string_view kind = "stated_quantile";
    static constexpr std::string_view about = "A value, and the probability that the number lies below it.";
    static constexpr auto fields =
        field_list(optional("p", &StatedQuantile::p, open_unit_interval, Unit::fraction,
                            "Probability that the number lies below."),
                   optional("return_period", &StatedQuantile::return_period, above_one, Unit::years,
                            "In place of p, for the largest loss of a year: the year exceeds it with probability 1 / "
                            "return_period."),
                   required("value", &StatedQuantile::value, any_finite, Unit::inherited, "The value."));
    bool operator==(StatedQuantile const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] double probability() const { return is_given(p) ? p : 1 - 1 / return_period; }
};

struct Quantiles {
    FitFamily family = FitFamily::lognormal;
    std::vector<StatedQuantile> at{};
    double low = not_given;
    double high = not_given;
    double treat_90_as = not_given;

    static constexpr std::string_view kind = "quantiles";
    static constexpr std::string_view about =
        "A law through stated quantiles: exactly through as many as the family has parameters (two; three for "
        "generalised_pareto), and by least squares on probabilities through more, which then reports how far it misses "
        "them. Several families: an `ensemble` of these.";
    static constexpr auto fields = field_list(
        required("family", &Quantiles::family,
                 "The family of laws. pareto_from_return_points is the law of the largest loss of a year whose events "
                 "come at a constant rate with Pareto losses."),
        required("at", &Quantiles::at, "The quantiles stated, in rising order."),
        optional("low", &Quantiles::low, any_finite, Unit::inherited,
                 "The lower end of a beta, lognormal, gamma or pareto law; 0 when left out."),
        optional("high", &Quantiles::high, any_finite, Unit::inherited,
                 "The upper end of a beta law; 1 when left out."),
        optional("treat_90_as", &Quantiles::treat_90_as, open_unit_interval, Unit::fraction,
                 "Against overconfidence: the probability that a range stated to hold the number with 90% is taken to "
                 "hold it with. People without a record of good forecasts reach 50% to 70%."));
    bool operator==(Quantiles const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const { return fit().law; }
    /// How far a law of least squares misses what was stated, what it says of 5 % and 95 %, and any widening.
    [[nodiscard]] std::string remark() const;

    /// The fit; without a law if no law of the family comes near.
    [[nodiscard]] Fit fit() const;

private:
    [[nodiscard]] FitEnds ends() const;
    [[nodiscard]] std::vector<QuantilePoint> points() const;
};

}  // namespace riskpool
