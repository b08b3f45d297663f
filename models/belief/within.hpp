// A belief cut off at bounds that the number is known to keep.
#pragma once

#include <string_view>

#include "models/severity/law.hpp"
#include "sim/scenario/belief.hpp"

namespace riskpool {

struct Within {
    Belief belief;
    double low = not_given;
    double high = not_given;

    static constexpr std::string_view kind = "within";
    static constexpr std::string_view about =
        "A belief on condition that the number lies between bounds: what was believed beyond them is spread over what "
        "lies "
        "within.";
    static constexpr auto fields = field_list(
        required("belief", &Within::belief, "The belief to cut off."),
        optional("low", &Within::low, any_finite, Unit::inherited, "The number is no less; without it, it may be."),
        optional("high", &Within::high, any_finite, Unit::inherited, "The number is no more; without it, it may be."));
    bool operator==(Within const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const;
    [[nodiscard]] std::string remark() const;

private:
    [[nodiscard]] double lower() const { return is_given(low) ? low : -infinity; }
    [[nodiscard]] double upper() const { return is_given(high) ? high : infinity; }
};

/// A law on condition that X lies in (low, high].
class CutLaw final : public BeliefLaw {
public:
    /// Some probability lies between low and high.
    CutLaw(LawPointer whole, double low, double high);

    [[nodiscard]] double quantile(double p) const override;
    [[nodiscard]] double cdf(double x) const override;
    [[nodiscard]] double log_density(double x) const override;
    [[nodiscard]] double mean() const override { return mean_; }
    [[nodiscard]] double variance() const override { return variance_; }
    [[nodiscard]] double lowest() const override { return low_; }
    [[nodiscard]] double highest() const override { return high_; }

private:
    /// E[X; X <= x] and E[(X - c)^2; X <= x].
    [[nodiscard]] double mean_up_to(double x) const;
    [[nodiscard]] double square_up_to(double x, double c) const;

    LawPointer whole_;
    double low_;
    double high_;
    double below_;  // P(X <= low)
    double mass_;   // P(low < X <= high)
    double mean_ = 0;
    double variance_ = 0;
};

}  // namespace riskpool
