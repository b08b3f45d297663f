// The MBBEFD law of damage ratios, with an atom at the total loss (Bernegger, The Swiss Re exposure curves and the
// MBBEFD distribution class, ASTIN Bulletin 27 (1997) 99-111).
#pragma once

#include <string_view>

#include "models/severity/law.hpp"

namespace riskpool {

/// Either b and g, or the one parameter c of the Swiss Re curves:
/// b = exp(3.1 - 0.15 (1 + c) c), g = exp((0.78 + 0.12 c) c).
struct Mbbefd {
    double b = not_given;
    double g = not_given;
    double curve = not_given;
    double maximum = 1;

    static constexpr std::string_view kind = "mbbefd";
    static constexpr std::string_view about =
        "Damage of a risk up to its maximum, a total loss having probability 1/g (MBBEFD, Swiss Re curves); give b and "
        "g, or curve.";
    static constexpr auto fields = field_list(
        optional("b", &Mbbefd::b, not_negative, Unit::none, "Shape: the larger, the smaller the partial losses."),
        optional("g", &Mbbefd::g, at_least_one, Unit::none, "1 / probability of a total loss."),
        optional("curve", &Mbbefd::curve, not_negative, Unit::none,
                 "Swiss Re curve c in place of b and g: 1.5, 2, 3 and 4 are Y1 to Y4, 5 is Lloyd's industrial."),
        optional("maximum", &Mbbefd::maximum, positive, Unit::money, "The total loss; 1 for a damage ratio."));
    bool operator==(Mbbefd const&) const = default;
    void check(FieldFaults& faults) const;

    /// The two parameters, whichever way they were given.
    [[nodiscard]] double parameter_b() const;
    [[nodiscard]] double parameter_g() const;
    /// P(X = maximum) = 1 / g; 1 if b = 0 or g = 1.
    [[nodiscard]] double total_loss_probability() const;
    /// The exposure curve G(d) = E[min(X, d maximum)] / E[X], 0 <= d <= 1.
    [[nodiscard]] double exposure_curve(double d) const;

    /// The same law by b and g.
    [[nodiscard]] Mbbefd prepared() const { return {.b = parameter_b(), .g = parameter_g(), .maximum = maximum}; }

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double quantile_upper(double q) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double survival(double x) const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] double variance() const;
    [[nodiscard]] double limited_mean(double limit) const;
    [[nodiscard]] double limited_second_moment(double limit) const;
    [[nodiscard]] double lowest() const { return total_loss_probability() == 1 ? maximum : 0; }
    [[nodiscard]] double highest() const { return maximum; }
};

}  // namespace riskpool
