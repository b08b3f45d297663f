// Every value between two ends is as likely as any other.
#pragma once

#include <algorithm>
#include <string_view>

#include "sim/base/math/elementary.hpp"
#include "sim/scenario/belief.hpp"

namespace riskpool {

struct Uniform {
    double low = 0;
    double high = 0;

    static constexpr std::string_view kind = "uniform";
    static constexpr std::string_view about = "Between a low and a high value, all of them equally likely.";
    static constexpr auto fields =
        field_list(required("low", &Uniform::low, any_finite, Unit::inherited, "The lowest value possible."),
                   required("high", &Uniform::high, any_finite, Unit::inherited, "The highest value possible."));
    bool operator==(Uniform const&) const = default;

    void check(FieldFaults& faults) const {
        if (!(low < high)) {
            faults.add("high", "is not above `low`", "give a point as a plain number, and a range from low to high");
        }
    }
    [[nodiscard]] double quantile(double p) const { return std::clamp(low + p * (high - low), low, high); }
    [[nodiscard]] double cdf(double x) const { return std::clamp((x - low) / (high - low), 0.0, 1.0); }
    [[nodiscard]] double log_density(double x) const {
        return x < low || x > high ? -infinity : -math::log(high - low);
    }
    [[nodiscard]] double mean() const { return low + (high - low) / 2; }
    [[nodiscard]] double variance() const { return (high - low) * (high - low) / 12; }
    [[nodiscard]] double lowest() const { return low; }
    [[nodiscard]] double highest() const { return high; }
};

}  // namespace riskpool
