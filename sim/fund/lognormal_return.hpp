// A return of a fund's assets whose growth factor is lognormal.
#pragma once

#include <cmath>
#include <cstdint>
#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

/// 1 + i = exp(m + s z) with z normal, independent from year to year, and m, s such that i has the mean and the
/// standard deviation given:  s^2 = ln(1 + sd^2 / (1 + mean)^2),  m = ln(1 + mean) - s^2 / 2.
/// In a year of stress 1 + i is multiplied by 1 + stress_shift.
struct LognormalReturn {
    double mean = 0;
    double deviation = 0;
    double stress_shift = 0;

    static constexpr std::string_view kind = "lognormal_return";
    static constexpr std::string_view about =
        "A random return each year: one plus the return is lognormal and independent from year to year.";
    static constexpr auto fields = field_list(
        required("mean", &LognormalReturn::mean, Bound{-1, infinity, true, true, "above -1 (-100%)"}, Unit::fraction,
                 "Mean of the return of an ordinary year."),
        required("sd", &LognormalReturn::deviation, not_negative, Unit::fraction,
                 "Standard deviation of the return of an ordinary year."),
        optional("stress_shift", &LognormalReturn::stress_shift, Bound{-1, 0, true, false, "above -1 and at most 0"},
                 Unit::fraction,
                 "By which part the value is lower in a year of stress, for example -20 %: what hits the insureds hits "
                 "the fund's assets too. Needs `stress_loss`."));
    bool operator==(LognormalReturn const&) const = default;

    [[nodiscard]] bool reads_stress() const noexcept { return stress_shift < 0; }
    /// How many years share the uniform number of the first of them.
    [[nodiscard]] std::uint32_t block() const noexcept { return 1; }
    /// The return, given a uniform number.
    [[nodiscard]] double rate(double u, std::uint32_t, bool stress) const noexcept {
        const double relative = deviation / (1 + mean);
        const double variance = math::log1p(relative * relative);
        const double growth =
            math::exp(math::log1p(mean) - 0.5 * variance + std::sqrt(variance) * math::normal_quantile(u));
        return growth * (stress ? 1 + stress_shift : 1) - 1;
    }
};

}  // namespace riskpool
