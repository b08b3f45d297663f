// The state's share above members' deductibles, recouped from insureds: the form of the United States' TRIA.
#pragma once

#include <span>
#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/fund/backstop_year.hpp"

namespace riskpool {

/// methods.md 1.19. The defaults are TRIA's of 2020-2027 but for money: trigger USD 0.2 bn, cap 100 bn, market
/// retention (IMARA) 40.9 bn in 2020 (P copy, Treasury's slides of 2020). With total T of members' losses L_i and their
/// premiums P_i of the year before:
///   f = min(1, cap / T): above the cap every loss is paid pro rata, and the rest falls on insureds
///   state_i = share (f L_i - deductible P_i)+ if T > trigger
///   recoupment = factor min(sum state, (min(market retention, f T) - (f T - sum state))+)
struct FederalShare {
    double deductible = 0.2;
    double share = 0.8;
    double trigger = 0;
    double cap = infinity;
    double recoupment = 1.4;
    double market_retention = 0;
    double surcharge = infinity;

    static constexpr std::string_view kind = "federal_share";
    static constexpr std::string_view about =
        "The state's share of members' losses above deductibles in terms of last year's premium, with programme "
        "trigger, cap and recoupment from insureds.";
    static constexpr auto fields = field_list(
        optional("deductible", &FederalShare::deductible, not_negative, Unit::fraction,
                 "What a member bears itself, as a part of its premium of the year before."),
        optional("share", &FederalShare::share, unit_interval, Unit::fraction, "The state's part of what is above."),
        optional("trigger", &FederalShare::trigger, not_negative, Unit::money,
                 "The year's losses of all members must be above this."),
        optional("cap", &FederalShare::cap, positive_or_infinite, Unit::money,
                 "Losses of all members above this are paid by nobody: each is paid pro rata."),
        optional("recoupment", &FederalShare::recoupment, not_negative, Unit::none,
                 "What insureds pay back, as a multiple of what the state paid below the market retention."),
        required("market_retention", &FederalShare::market_retention, not_negative, Unit::money,
                 "Losses up to which the market bears what is not the state's for good."),
        optional("surcharge", &FederalShare::surcharge, positive_or_infinite, Unit::fraction,
                 "The most that a year's surcharge for it takes, as a part of gross premium, from the year after the "
                 "loss on and until all is collected; .inf: all at once, in the year of the loss."));
    bool operator==(FederalShare const&) const = default;

    /// `state.owed` is what insureds have still to pay back.
    [[nodiscard]] BackstopFlows settle(BackstopState& state, BackstopYear const& year) const noexcept;

    /// What the state pays each member of settle()'s `granted`, into `by_member`, which has one for each of
    /// year.member_loss. Returns their sum.
    double split(BackstopYear const& year, std::span<double> by_member) const noexcept;
};

}  // namespace riskpool
