// Who finds the money until recoveries arrive: reserve funds, a lender, members.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "sim/base/describe.hpp"

namespace riskpool {

/// All that is outstanding at the end of a year bought out for a part of it.
struct Commutation {
    std::uint32_t year = 1;
    double price = 1;

    static constexpr std::string_view kind = "commutation";
    static constexpr std::string_view about =
        "At the end of a year reinsurers pay a part of all that is outstanding, and are free of the rest.";
    static constexpr auto fields =
        field_list(required("year", &Commutation::year, at_least_one, Unit::count,
                            "Year at whose end it is, counted from 1, the first year of a trial."),
                   optional("price", &Commutation::price, unit_interval, Unit::fraction,
                            "Part of what is outstanding that they pay; the rest is lost."));
    bool operator==(Commutation const&) const = default;
};

/// Recoveries that arrive late, and the bridge until then (drawdown before reinsurance recoveries arrive, repaid when
/// recovered; methods 2.1). Each year, with O what is outstanding at its end (late, or in dispute):
///     O grows by d:    funds lend min(d, fund_part x balance) in their order, then the lender up to its facility, then
///                      members the rest
///     O falls by d:    the lender is repaid first, then funds, the last one first, then members
/// so that what is lent is O at the end of each year. The lender's interest is paid each year.
struct Liquidity {
    double late_part = 0;
    std::uint32_t delay = 1;
    double fund_part = 0;
    double facility = 0;
    double rate = 0;
    std::optional<Commutation> commutation;

    static constexpr std::string_view kind = "liquidity";
    static constexpr std::string_view about =
        "Recoveries that arrive years after the loss, and who lends the pool the money until then: its funds, a "
        "lender, and members for the rest.";
    static constexpr auto fields = field_list(
        optional("late_part", &Liquidity::late_part, unit_interval, Unit::fraction,
                 "Part of all recoveries that arrives `delay` years late; what is disputed has its own delay."),
        optional("delay", &Liquidity::delay, at_least_one, Unit::years, "Years until that part arrives."),
        optional("fund_part", &Liquidity::fund_part, unit_interval, Unit::fraction,
                 "Part of its balance, after the year's release, that a fund may lend; it is repaid when recoveries "
                 "arrive, and earns no interest until then."),
        optional("facility", &Liquidity::facility, not_negative_or_infinite, Unit::money,
                 "The most that a lender lends behind the funds."),
        optional("rate", &Liquidity::rate, not_negative, Unit::fraction,
                 "The lender's interest for each year at whose end money is owed."),
        optional("commutation", &Liquidity::commutation,
                 "All that is outstanding at the end of a year bought out; left out: nothing is."));
    void check(FieldFaults& faults) const;
    bool operator==(Liquidity const&) const = default;
};

/// What is lent at the end of a year. All in money, 0 or more.
struct LiquidityState {
    double lender = 0;
    double members = 0;
    double outstanding = 0;
};

/// Who moved what in one year; below 0: it came back.
struct LiquidityFlows {
    double lender = 0;
    double members = 0;
    double interest = 0;  // pool -> lender, 0 or more
};

/// Settles one year: `outstanding` is what is to come at its end, `balance` of each fund moves with what it lends, and
/// `lent` (what each fund has lent so far) and `by_fund` (lent in this year; below 0: repaid) have one for each fund.
LiquidityFlows bridge(Liquidity const& terms, LiquidityState& state, double outstanding, std::span<double> balance,
                      std::span<double> lent, std::span<double> by_fund) noexcept;

}  // namespace riskpool
