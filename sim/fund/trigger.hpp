// When a reserve fund may be used, and for which part of the year's loss.
#pragma once

#include <algorithm>
#include <string_view>
#include <tuple>

#include "sim/base/describe.hpp"
#include "sim/fund/fund_year.hpp"

namespace riskpool {

/// The need is the part of the net loss above `loss_ratio` times premium, in a year in which every condition given
/// holds. A loss ratio is not defined in a year without premium, so that such a year has a need only where the level
/// is 0 (use from the first unit of loss).
struct FundTrigger {
    double loss_ratio = 0;
    double event = 0;
    double gross_loss = 0;

    static constexpr std::string_view kind = "trigger";
    static constexpr std::string_view about =
        "When the fund may be used: for the part of the year's net loss above a loss ratio, if the other conditions "
        "given hold as well.";
    static constexpr auto fields = std::tuple{
        required("loss_ratio", &FundTrigger::loss_ratio, not_negative, Unit::fraction,
                 "Net loss as a part of retained premium above which the fund pays; 0 pays from the first unit of "
                 "loss."),
        optional("event", &FundTrigger::event, not_negative, Unit::money,
                 "The retained loss of the year's largest event must be above this; 0 asks for no event."),
        optional("gross_loss", &FundTrigger::gross_loss, not_negative, Unit::money,
                 "The year's losses before reinsurance must be above this; 0 asks for nothing."),
    };
    bool operator==(FundTrigger const&) const = default;

    /// What the fund may be asked for: money, 0 or more.
    [[nodiscard]] double need(FundYear const& year) const noexcept {
        if (event > 0 && !(year.largest_event > event)) return 0;
        if (gross_loss > 0 && !(year.gross_loss > gross_loss)) return 0;
        if (loss_ratio > 0 && !(year.premium > 0)) return 0;
        const double level = loss_ratio * std::max(year.premium, 0.0);
        return std::max(year.net_loss - level, 0.0);
    }
};

}  // namespace riskpool
