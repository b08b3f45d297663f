// Accrual of a fluctuation reserve as German accounting knows it.
#pragma once

#include <algorithm>
#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/fund/fund_year.hpp"

namespace riskpool {

/// Schwankungsrückstellung (methods.md 2.2; the German ordinance RechVersV, annex to section 29, itself is
/// recollection, R): the target is `multiple` standard deviations of the loss ratio times premium (4.5, or 6 for hail
/// and credit, R). Below it a year pays in 3.5 % of the target and what its losses are below average:
///   min(rate target + (average P - L)+, target - balance)
/// What losses are above average goes out: that is the fund's trigger at the average loss ratio, which
/// ReserveFund::check asks for. Average and standard deviation are given, not estimated along the path.
struct Fluctuation {
    double average_loss_ratio = 0;
    double sd = 0;
    double multiple = 4.5;
    double rate = 0.035;

    static constexpr std::string_view kind = "fluctuation";
    static constexpr std::string_view about =
        "Fluctuation reserve of the German form: a part of its target each year and what losses are below average, "
        "until the target of some standard deviations of the loss ratio is reached.";
    static constexpr auto fields = field_list(
        required("average_loss_ratio", &Fluctuation::average_loss_ratio, not_negative, Unit::fraction,
                 "Mean loss ratio of the years observed."),
        required("sd", &Fluctuation::sd, not_negative, Unit::fraction, "Standard deviation of those loss ratios."),
        optional("multiple", &Fluctuation::multiple, positive, Unit::none,
                 "The target is so many standard deviations times retained premium: 4.5, or 6."),
        optional("rate", &Fluctuation::rate, unit_interval, Unit::fraction,
                 "Part of the target that is paid in each year below it."));
    bool operator==(Fluctuation const&) const = default;

    /// The year's losses are known when it is over.
    static constexpr bool known_at_start = false;

    [[nodiscard]] double target(FundYear const& year) const noexcept {
        return multiple * sd * std::max(year.premium, 0.0);
    }

    /// Money, 0 or more.
    [[nodiscard]] double amount(FundYear const& year, FundState const& fund) const noexcept {
        const double room = std::max(target(year) - fund.balance, 0.0);
        const double below_average = std::max(average_loss_ratio * std::max(year.premium, 0.0) - year.net_loss, 0.0);
        return std::min(rate * target(year) + below_average, room);
    }
};

}  // namespace riskpool
