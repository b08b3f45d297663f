// Who stands behind a reserve fund that cannot pay: members by a call, then a bank or the state by a loan.
#pragma once

#include <string_view>

#include "sim/base/describe.hpp"

namespace riskpool {

/// Money asked of members for what the release leaves of the need.
struct FundCall {
    double rate = 0;

    static constexpr std::string_view kind = "call";
    static constexpr std::string_view about = "A call on members for the part of the need that the fund cannot pay.";
    static constexpr auto fields =
        field_list(required("rate", &FundCall::rate, not_negative, Unit::fraction,
                            "The most that one year may call, as a part of retained premium."));
    bool operator==(FundCall const&) const = default;
};

/// A credit line for what the call leaves, paid back out of later accruals (as Pool Re's with the United Kingdom's
/// Treasury).
struct FundLoan {
    double facility = 0;
    double rate = 0;
    double repay_share = 1;

    static constexpr std::string_view kind = "loan";
    static constexpr std::string_view about =
        "A credit line for what release and call leave of the need, paid back out of later accruals.";
    static constexpr auto fields = field_list(
        required("facility", &FundLoan::facility, not_negative_or_infinite, Unit::money,
                 "The most that may be owed when money is drawn; interest may lift the debt above it."),
        optional("rate", &FundLoan::rate, not_negative, Unit::fraction, "Interest of one year on what is owed."),
        optional("repay_share", &FundLoan::repay_share, unit_interval, Unit::fraction,
                 "Part of each year's accrual that first pays back the loan."));
    bool operator==(FundLoan const&) const = default;
};

}  // namespace riskpool
