// When a reserve fund may be used, and for which part of the year's loss.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "sim/base/describe.hpp"
#include "sim/fund/fund_year.hpp"

namespace riskpool {

/// How many of the conditions of a trigger must hold.
enum class TriggerConditions : std::uint8_t { all, any };

template <>
struct Choice<TriggerConditions> {
    static constexpr std::array<std::pair<std::string_view, TriggerConditions>, 2> values{{
        {"all", TriggerConditions::all},
        {"any", TriggerConditions::any},
    }};
};

/// Conditions on a year, and the need that they allow. Every level must be exceeded, not only reached.
///   all: if every condition given holds, the part of the net loss above `loss_ratio` times premium
///   any: of the conditions that hold, the greatest part above its own level
/// or, if not `above_trigger_only`, the whole net loss. A need never exceeds the net loss. A loss ratio is not defined
/// in a year without premium: there its condition holds only where the level is 0 (use from the first unit of loss).
struct FundTrigger {
    double loss_ratio = 0;
    double event = 0;
    double gross_loss = 0;
    TriggerConditions conditions = TriggerConditions::all;
    bool above_trigger_only = true;
    bool with_expenses = false;

    static constexpr std::string_view kind = "trigger";
    static constexpr std::string_view about =
        "When the fund may be used: for the part of the year's net loss above a loss ratio, if the other conditions "
        "given hold as well.";
    static constexpr auto fields = field_list(
        required("loss_ratio", &FundTrigger::loss_ratio, not_negative, Unit::fraction,
                 "Net loss as a part of retained premium above which the fund pays; 0 pays from the first unit of "
                 "loss."),
        optional("event", &FundTrigger::event, not_negative, Unit::money,
                 "The retained loss of the year's largest event must be above this; 0 asks for no event."),
        optional("gross_loss", &FundTrigger::gross_loss, not_negative, Unit::money,
                 "The year's losses before reinsurance must be above this; 0 asks for nothing."),
        optional("conditions", &FundTrigger::conditions,
                 "all: each condition given must hold; any: one is enough, and the need is the greatest part above the "
                 "level of one that holds."),
        optional("above_trigger_only", &FundTrigger::above_trigger_only,
                 "true: the fund pays the part above the trigger; false: once triggered, the whole net loss."),
        optional("with_expenses", &FundTrigger::with_expenses,
                 "true: expenses count as loss in the loss ratio, so that 100 % is a combined ratio and the need the "
                 "technical deficit."));
    bool operator==(FundTrigger const&) const = default;

    void check(FieldFaults& faults) const;

    /// What the fund may be asked for: money, 0 or more.
    [[nodiscard]] double need(FundYear const& year) const noexcept;
};

}  // namespace riskpool
