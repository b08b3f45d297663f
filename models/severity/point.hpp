// A certain loss.
#pragma once

#include <string_view>

#include "models/severity/law.hpp"

namespace riskpool {

struct Point {
    double value = 0;

    static constexpr std::string_view kind = "point";
    static constexpr std::string_view about = "A certain loss: the same amount each time.";
    static constexpr auto fields =
        field_list(required("value", &Point::value, not_negative, Unit::money, "The amount of every loss."));
    bool operator==(Point const&) const = default;

    [[nodiscard]] double quantile(double) const { return value; }
    [[nodiscard]] double quantile_upper(double) const { return value; }
    [[nodiscard]] double cdf(double x) const { return x >= value ? 1.0 : 0.0; }
    [[nodiscard]] double survival(double x) const { return x >= value ? 0.0 : 1.0; }
    [[nodiscard]] double mean() const { return value; }
    [[nodiscard]] double variance() const { return 0; }
    [[nodiscard]] double limited_mean(double limit) const { return limit < value ? limit : value; }
    [[nodiscard]] double limited_second_moment(double limit) const { return limited_mean(limit) * limited_mean(limit); }
    [[nodiscard]] double lowest() const { return value; }
    [[nodiscard]] double highest() const { return value; }
};

}  // namespace riskpool
