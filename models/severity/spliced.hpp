// One law for the body, another one above a threshold.
#pragma once

#include <string_view>

#include "models/severity/simple_severity.hpp"

namespace riskpool {

struct Spliced;

/// A splice solved for its threshold and its tail's probability.
class PreparedSplice {
public:
    explicit PreparedSplice(Spliced const& splice);

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double quantile_upper(double q) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double survival(double x) const;
    [[nodiscard]] double threshold() const { return threshold_; }
    [[nodiscard]] double tail_probability() const { return tail_probability_; }

private:
    friend struct Spliced;
    PreparedFamily<SimpleSeverity> body_, tail_;
    double threshold_, tail_probability_;
    double body_below_, body_above_;  // of the threshold, by the body's own law
    double tail_above_;               // of the threshold, by the tail's own law
};

/// P(X > x) = t survival_tail(x) / survival_tail(T) above the threshold T, and
/// P(X <= x) = (1 - t) cdf_body(x) / cdf_body(T) up to it. Given T only, t is what the body leaves above T; given t
/// only, T is the body's quantile; given both, the body is scaled (Klugman, Panjer, Willmot: Loss Models, 4th
/// ed., 5.2.6).
struct Spliced {
    SimpleSeverity body;
    double threshold = not_given;
    double tail_probability = not_given;
    SimpleSeverity tail;

    static constexpr std::string_view kind = "spliced";
    static constexpr std::string_view about =
        "One law up to a threshold and another one above it; give the threshold, the tail's probability, or both.";
    static constexpr auto fields = field_list(
        required("body", &Spliced::body, "The law of losses up to the threshold."),
        optional("threshold", &Spliced::threshold, positive, Unit::money, "Where the tail begins."),
        optional("tail_probability", &Spliced::tail_probability, open_unit_interval, Unit::fraction,
                 "Probability that a loss exceeds the threshold."),
        required("tail", &Spliced::tail, "The law of losses above the threshold, given that they exceed it."));
    bool operator==(Spliced const&) const = default;
    void check(FieldFaults& faults) const;

    [[nodiscard]] PreparedSplice prepared() const { return PreparedSplice{*this}; }

    [[nodiscard]] double quantile(double p) const { return prepared().quantile(p); }
    [[nodiscard]] double quantile_upper(double q) const { return prepared().quantile_upper(q); }
    [[nodiscard]] double cdf(double x) const { return prepared().cdf(x); }
    [[nodiscard]] double survival(double x) const { return prepared().survival(x); }
    [[nodiscard]] double mean() const;
    [[nodiscard]] double variance() const;
    [[nodiscard]] double limited_mean(double limit) const;
    [[nodiscard]] double limited_second_moment(double limit) const;
    [[nodiscard]] double lowest() const;
    [[nodiscard]] double highest() const;
};

}  // namespace riskpool
