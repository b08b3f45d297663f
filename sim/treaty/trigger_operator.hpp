// Whether a reading exactly at a trigger sets it off: the words of the contract, kept with every trigger.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "sim/base/describe.hpp"

namespace riskpool {

/// "At or above" is >=, "exceeding" is > (methods 1.11).
enum class TriggerOperator : std::uint8_t { at_or_above, above };

template <>
struct Choice<TriggerOperator> {
    static constexpr std::array<std::pair<std::string_view, TriggerOperator>, 2> values{{
        {"at_or_above", TriggerOperator::at_or_above},
        {"above", TriggerOperator::above},
    }};
};

/// True if `reading` sets off a trigger at `level`.
[[nodiscard]] constexpr bool sets_off(double reading, double level, TriggerOperator comparison) noexcept {
    return comparison == TriggerOperator::above ? reading > level : reading >= level;
}

}  // namespace riskpool
