#include "models/severity/mbbefd.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sim/base/math/elementary.hpp"

namespace riskpool {
namespace {

// Bernegger's S(x) = (1 - b) / ((g - 1) b^(1-x) + 1 - g b) is written as 1 / (1 + r(x)) with
// r(x) = (g - 1) b (b^-x - 1) / (1 - b): no digits are lost near x = 0, near b = 1 or near g b = 1, where the usual
// formulae branch. Only b = 1 itself, r = (g - 1) x, stays a case of its own.

/// b (b^-x - 1) / (1 - b), which is x at b = 1.
double odds_part(double b, double x) {
    return b == 1 ? x : b * math::expm1(-x * math::log(b)) / (1 - b);
}

/// The inverse of odds_part in x.
double ratio_at(double b, double part) {
    if (b == 1) return part;
    const double x = -math::log1p(part * (1 - b) / b) / math::log(b);
    if (b < 1 || x < 0.5) return x;
    // For b > 1 the logarithm's argument loses digits towards x = 1; there solve from that end:
    // 1 - part = (1 - b^(1-x)) / (1 - b).
    return 1 - math::log1p((1 - part) * (b - 1)) / math::log(b);
}

/// P(X > x maximum), 0 <= x < 1.
double survival_of_ratio(double b, double g, double x) {
    return 1 / (1 + (g - 1) * odds_part(b, x));
}

/// The integral of the survival from 0 to d <= 1: ln(1 + A (b^d - 1)) / (A ln b) with A = (1 - g b) / (1 - b).
double integrated_survival(double b, double g, double d) {
    if (b == 1) return math::log1p((g - 1) * d) / (g - 1);
    const double a = (1 - g * b) / (1 - b);
    const double power = math::expm1(d * math::log(b));
    const double z = a * power;
    return (z == 0 ? 1.0 : math::log1p(z) / z) * power / math::log(b);
}

// Gauss-Legendre, 12 points: nodes above 0 and their weights.
constexpr std::array<std::pair<double, double>, 6> gauss{{{0.1252334085114689, 0.24914704581340277},
                                                          {0.3678314989981802, 0.2334925365383548},
                                                          {0.5873179542866175, 0.20316742672306592},
                                                          {0.7699026741943047, 0.16007832854334622},
                                                          {0.9041172563704749, 0.10693932599531843},
                                                          {0.9815606342467192, 0.04717533638651183}}};

/// The integral of f from a to b.
template <class F>
double integral(double from, double to, F&& f) {
    const double half = 0.5 * (to - from);
    const double middle = 0.5 * (to + from);
    double sum = 0;
    for (auto const& [node, weight] : gauss) sum += weight * (f(middle - half * node) + f(middle + half * node));
    return half * sum;
}

}  // namespace

void Mbbefd::check(FieldFaults& faults) const {
    if (is_given(curve)) {
        if (is_given(b) || is_given(g)) {
            faults.add("curve", "says again what b and g say", "give b and g, or curve, not both");
        }
    } else if (!is_given(b) && !is_given(g)) {
        faults.add("", "has no parameters", "give b and g, or curve");
    } else if (!is_given(b) || !is_given(g)) {
        faults.add("", is_given(b) ? "b is given without g" : "g is given without b", "give both");
    }
}

double Mbbefd::parameter_b() const {
    return is_given(curve) ? math::exp(3.1 - 0.15 * (1 + curve) * curve) : b;
}

double Mbbefd::parameter_g() const {
    return is_given(curve) ? math::exp((0.78 + 0.12 * curve) * curve) : g;
}

double Mbbefd::total_loss_probability() const {
    return parameter_b() == 0 ? 1.0 : 1 / parameter_g();
}

double Mbbefd::quantile(double p) const {
    const double total = total_loss_probability();
    if (total == 1 || p >= 1 - total) return maximum;
    return maximum * std::min(1.0, ratio_at(parameter_b(), p / (1 - p) / (parameter_g() - 1)));
}

double Mbbefd::quantile_upper(double q) const {
    const double total = total_loss_probability();
    if (total == 1 || q <= total) return maximum;
    return maximum * std::min(1.0, ratio_at(parameter_b(), (1 - q) / q / (parameter_g() - 1)));
}

double Mbbefd::cdf(double x) const {
    if (x >= maximum) return 1;
    if (x <= 0 || total_loss_probability() == 1) return 0;
    const double odds = (parameter_g() - 1) * odds_part(parameter_b(), x / maximum);
    return odds / (1 + odds);
}

double Mbbefd::survival(double x) const {
    if (x >= maximum) return 0;
    if (x <= 0 || total_loss_probability() == 1) return 1;
    return survival_of_ratio(parameter_b(), parameter_g(), x / maximum);
}

double Mbbefd::mean() const {
    return limited_mean(maximum);
}

double Mbbefd::variance() const {
    return limited_second_moment(maximum) - mean() * mean();
}

double Mbbefd::exposure_curve(double d) const {
    return limited_mean(d * maximum) / mean();
}

double Mbbefd::limited_mean(double limit) const {
    if (limit <= 0) return 0;
    const double d = limit < maximum ? limit / maximum : 1.0;
    if (total_loss_probability() == 1) return maximum * d;
    return maximum * integrated_survival(parameter_b(), parameter_g(), d);
}

// 2 integral of x S(x) has no elementary form (a dilogarithm); panels that halve towards 0 resolve a survival that
// falls at any scale there, and their parts one that falls at the scale 1 / |ln b|.
double Mbbefd::limited_second_moment(double limit) const {
    if (limit <= 0) return 0;
    const double d = limit < maximum ? limit / maximum : 1.0;
    if (total_loss_probability() == 1) return maximum * d * maximum * d;
    const double b_now = parameter_b();
    const double g_now = parameter_g();
    const double log_b = math::log(b_now);
    double sum = 0;
    double to = d;
    for (int octave = 0; octave < 60; ++octave) {
        const double from = 0.5 * to;
        const int parts = 1 + static_cast<int>((to - from) * (log_b < 0 ? -log_b : log_b));
        for (int i = 0; i < parts; ++i) {
            sum += integral(from + (to - from) * i / parts, from + (to - from) * (i + 1) / parts,
                            [&](double x) { return 2 * x * survival_of_ratio(b_now, g_now, x); });
        }
        to = from;
    }
    return maximum * maximum * sum;
}

}  // namespace riskpool
