#include "models/severity/spliced.hpp"

#include <algorithm>

namespace riskpool {
namespace {

/// Whether a nested law is at fault itself, which its own check reports.
class AnyFault final : public FieldFaults {
public:
    void add(std::string_view, std::string_view, std::string_view) override { found = true; }
    bool found = false;
};

bool at_fault(SimpleSeverity const& law) {
    AnyFault faults;
    std::visit(
        [&](auto const& kind) {
            if constexpr (requires { kind.check(faults); }) kind.check(faults);
        },
        law);
    return faults.found;
}

template <class Family, class Ask>
double ask(Family const& law, Ask&& question) {
    return std::visit(question, law);
}

double survival_of(SimpleSeverity const& law, double x) {
    return ask(law, [x](auto const& kind) { return kind.survival(x); });
}

double cdf_of(SimpleSeverity const& law, double x) {
    return ask(law, [x](auto const& kind) { return kind.cdf(x); });
}

double limited_mean_of(SimpleSeverity const& law, double limit) {
    return ask(law, [limit](auto const& kind) { return kind.limited_mean(limit); });
}

double limited_second_moment_of(SimpleSeverity const& law, double limit) {
    return ask(law, [limit](auto const& kind) { return kind.limited_second_moment(limit); });
}

double threshold_of(Spliced const& splice) {
    if (is_given(splice.threshold)) return splice.threshold;
    return ask(splice.body, [&](auto const& kind) { return kind.quantile_upper(splice.tail_probability); });
}

}  // namespace

PreparedSplice::PreparedSplice(Spliced const& splice)
    : body_(prepared_family(splice.body)),
      tail_(prepared_family(splice.tail)),
      threshold_(threshold_of(splice)),
      tail_probability_(is_given(splice.tail_probability) ? splice.tail_probability
                                                          : survival_of(splice.body, threshold_)),
      body_below_(cdf_of(splice.body, threshold_)),
      body_above_(survival_of(splice.body, threshold_)),
      tail_above_(survival_of(splice.tail, threshold_)) {}

double PreparedSplice::quantile(double p) const {
    const double below = 1 - tail_probability_;
    if (p > below) return quantile_upper(1 - p);
    const double x =
        ask(body_, [&](auto const& law) { return law.quantile(std::min(p * (body_below_ / below), 1.0)); });
    return std::min(x, threshold_);
}

double PreparedSplice::quantile_upper(double q) const {
    if (q < tail_probability_) {
        const double within = q / tail_probability_ * tail_above_;
        return std::max(threshold_, ask(tail_, [within](auto const& law) { return law.quantile_upper(within); }));
    }
    // The body's own upper probability: 1 - (1 - q) body_below / (1 - t), without the cancellation.
    const double own = (body_above_ - tail_probability_ + q * body_below_) / (1 - tail_probability_);
    const double within = std::clamp(own, body_above_, 1.0);
    return std::min(threshold_, ask(body_, [within](auto const& law) { return law.quantile_upper(within); }));
}

double PreparedSplice::cdf(double x) const {
    if (x >= threshold_) return 1 - survival(x);
    return (1 - tail_probability_) * (ask(body_, [x](auto const& law) { return law.cdf(x); }) / body_below_);
}

double PreparedSplice::survival(double x) const {
    if (x >= threshold_)
        return tail_probability_ * ask(tail_, [x](auto const& law) { return law.survival(x); }) / tail_above_;
    const double own = ask(body_, [x](auto const& law) { return law.survival(x); });
    return (tail_probability_ - body_above_ + (1 - tail_probability_) * own) / body_below_;
}

void Spliced::check(FieldFaults& faults) const {
    if (!is_given(threshold) && !is_given(tail_probability)) {
        faults.add("", "has neither threshold nor tail_probability", "give one of them, or both");
        return;
    }
    if (at_fault(body) || at_fault(tail)) return;
    const double at = threshold_of(*this);
    if (!(cdf_of(body, at) > 0)) {
        faults.add("threshold", "lies where the body has no losses", "raise it above the body's smallest loss");
    }
    if (!is_given(tail_probability) && !(survival_of(body, at) > 0)) {
        faults.add("threshold", "lies above all losses of the body, so that the tail is never reached",
                   "lower it, or give tail_probability too");
    }
    if (!(survival_of(tail, at) > 0)) {
        faults.add("tail", "has no losses above the threshold", "choose a tail that reaches beyond it");
    }
}

// The integral of the survival: its body part is a multiple of the body's own survival plus a constant, its tail part a
// multiple of the tail's.
double Spliced::limited_mean(double limit) const {
    const PreparedSplice s = prepared();
    const double t = s.tail_probability_;
    const double in_body = std::min(limit, s.threshold_);
    const double below = ((t - s.body_above_) * in_body + (1 - t) * limited_mean_of(body, in_body)) / s.body_below_;
    if (limit <= s.threshold_) return below;
    return below + t / s.tail_above_ * (limited_mean_of(tail, limit) - limited_mean_of(tail, s.threshold_));
}

double Spliced::limited_second_moment(double limit) const {
    const PreparedSplice s = prepared();
    const double t = s.tail_probability_;
    const double in_body = std::min(limit, s.threshold_);
    const double below =
        ((t - s.body_above_) * in_body * in_body + (1 - t) * limited_second_moment_of(body, in_body)) / s.body_below_;
    if (limit <= s.threshold_) return below;
    return below +
           t / s.tail_above_ * (limited_second_moment_of(tail, limit) - limited_second_moment_of(tail, s.threshold_));
}

double Spliced::mean() const {
    return limited_mean(infinity);
}

double Spliced::variance() const {
    const double m = mean();
    return m == infinity ? infinity : limited_second_moment(infinity) - m * m;
}

double Spliced::lowest() const {
    return ask(body, [](auto const& law) { return law.lowest(); });
}

double Spliced::highest() const {
    return ask(tail, [](auto const& law) { return law.highest(); });
}

}  // namespace riskpool
