// Swing-rated premium: the premium follows the losses ceded, between a minimum and a maximum.
#pragma once

#include <algorithm>
#include <string_view>

#include "sim/base/describe.hpp"

namespace riskpool {

/// What a cumulative swing premium remembers from year to year.
struct SwingState {
    double losses = 0;
    double subject_premium = 0;
    double years = 0;
    double premium = 0;
    void restart() noexcept { *this = {}; }
};

/// With the losses X that the treaty pays for and the subject premium SPI,
///     premium = min(max(b + f X, r_min SPI), r_max SPI) ,
/// f being the loading, such as 100/80, and b the basic premium of a retrospective rating, else 0. Over several years
/// X, SPI and b are sums, and a year owes what they owe less what earlier years owed.
struct SwingPremium {
    double loading = 1;
    double minimum_rate = 0;
    double maximum_rate = infinity;
    double basic_premium = 0;
    bool cumulative = false;

    /// The premium of `years` years together.
    [[nodiscard]] double premium(double losses, double subject_premium, double years = 1) const noexcept {
        const double loaded = basic_premium * years + loading * losses;
        return std::min(std::max(loaded, minimum_rate * subject_premium), maximum_rate * subject_premium);
    }
    /// The premium of one year, with a subject premium above 0.
    [[nodiscard]] double premium(SwingState& state, double losses, double subject_premium) const noexcept {
        if (!cumulative) return premium(losses, subject_premium);
        state.losses += losses;
        state.subject_premium += subject_premium;
        state.years += 1;
        const double owed = premium(state.losses, state.subject_premium, state.years);
        const double due = owed - state.premium;
        state.premium = owed;
        return due;
    }

    void check(FieldFaults& faults) const {
        if (minimum_rate > maximum_rate) {
            faults.add("minimum_rate", "is above the maximum rate", "give a minimum up to the maximum");
        }
    }

    static constexpr std::string_view kind = "swing_premium";
    static constexpr std::string_view about =
        "Premium that follows the losses ceded, between a minimum and a maximum rate of the subject premium.";
    static constexpr auto fields =
        field_list(required("loading", &SwingPremium::loading, positive, Unit::none,
                            "What the losses ceded are multiplied by: 1.25 is 100/80."),
                   required("minimum_rate", &SwingPremium::minimum_rate, not_negative, Unit::fraction,
                            "Least premium as a part of the subject premium."),
                   required("maximum_rate", &SwingPremium::maximum_rate, positive_or_infinite, Unit::fraction,
                            "Greatest premium as a part of the subject premium."),
                   optional("basic_premium", &SwingPremium::basic_premium, not_negative, Unit::money,
                            "Premium of a year before losses, to which the loaded losses are added."),
                   optional("cumulative", &SwingPremium::cumulative,
                            "True: losses, subject premium and premium are those of all years so far."));
    bool operator==(SwingPremium const&) const = default;
};

}  // namespace riskpool
