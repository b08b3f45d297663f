// What part of its limit a cover pays for a reading of an index: in steps or along a straight line.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/treaty/trigger_operator.hpp"

namespace riskpool {

/// The part in a straight line from 0 at `from` to 1 at `to`.
[[nodiscard]] inline double linear_part(double index, double from, double to) noexcept {
    return std::clamp((index - from) / (to - from), 0.0, 1.0);
}

/// One step of a payout.
struct IndexStep {
    double index = 0;
    double part = 0;

    static constexpr std::string_view kind = "index_step";
    static constexpr std::string_view about = "One step of a payout on an index.";
    static constexpr auto fields = field_list(
        required("index", &IndexStep::index, positive, Unit::none, "Reading at which the step begins."),
        required("part", &IndexStep::part, positive_fraction, Unit::fraction, "Part of the limit paid from there on."));
    bool operator==(IndexStep const&) const = default;
};

/// A payout that grows with the index.
struct IndexRamp {
    double from = 0;
    double to = 0;

    static constexpr std::string_view kind = "index_ramp";
    static constexpr std::string_view about = "A payout in a straight line: nothing at one reading, all at another.";
    static constexpr auto fields =
        field_list(required("from", &IndexRamp::from, not_negative, Unit::none, "Reading up to which nothing is paid."),
                   required("to", &IndexRamp::to, positive, Unit::none, "Reading from which everything is paid."));
    void check(FieldFaults& faults) const {
        if (!(from < to)) faults.add("to", "is not above `from`", "give a higher reading, or a step");
    }
    bool operator==(IndexRamp const&) const = default;
};

/// One trigger on an index: steps, or a straight line.
struct IndexTrigger {
    std::vector<IndexStep> steps;
    std::optional<IndexRamp> linear;
    TriggerOperator comparison = TriggerOperator::at_or_above;

    /// The part of the limit that a reading calls for, 0 to 1.
    [[nodiscard]] double part(double index) const noexcept {
        if (linear) return linear_part(index, linear->from, linear->to);
        double reached = 0;
        for (IndexStep const& step : steps) {
            if (sets_off(index, step.index, comparison)) reached = step.part;
        }
        return reached;
    }

    static constexpr std::string_view kind = "index_trigger";
    static constexpr std::string_view about = "What part of its limit a cover pays for a reading of an index.";
    static constexpr auto fields = field_list(
        optional("steps", &IndexTrigger::steps, "Steps in order of the index, none lower than the one before."),
        optional("linear", &IndexTrigger::linear, "A straight line between two readings, in place of steps."),
        optional("operator", &IndexTrigger::comparison, "Whether a reading exactly at a step reaches it."));
    void check(FieldFaults& faults) const {
        if (steps.empty() != linear.has_value()) {
            faults.add(steps.empty() ? "steps" : "linear",
                       steps.empty() ? "is missing: nothing says what is paid" : "is given beside steps",
                       "give steps or linear");
        }
        if (linear && comparison != TriggerOperator::at_or_above) {
            faults.add("operator", "makes no difference to a straight line", "leave it out");
        }
        for (std::size_t s = 1; s < steps.size(); ++s) {
            if (!(steps[s - 1].index < steps[s].index)) {
                faults.add("steps[" + std::to_string(s) + "].index", "is not above that of the step before",
                           "put the steps in order of the index");
            }
            if (steps[s].part < steps[s - 1].part) {
                faults.add("steps[" + std::to_string(s) + "].part", "is below that of the step before",
                           "a greater reading cannot pay less");
            }
        }
    }
    bool operator==(IndexTrigger const&) const = default;
};

/// How the parts of several triggers make one: the largest, their sum up to 1, or the smallest (all must be set off).
enum class TriggerCombination : std::uint8_t { max, sum, all };

template <>
struct Choice<TriggerCombination> {
    static constexpr std::array<std::pair<std::string_view, TriggerCombination>, 3> values{{
        {"max", TriggerCombination::max},
        {"sum", TriggerCombination::sum},
        {"all", TriggerCombination::all},
    }};
};

/// The part of the limit that all triggers together call for, 0 to 1.
[[nodiscard]] inline double combined_part(std::span<IndexTrigger const> triggers, TriggerCombination combine,
                                          double index) noexcept {
    double largest = 0, smallest = 1, sum = 0;
    for (IndexTrigger const& trigger : triggers) {
        const double part = trigger.part(index);
        largest = std::max(largest, part);
        smallest = std::min(smallest, part);
        sum += part;
    }
    switch (combine) {
        case TriggerCombination::max: return largest;
        case TriggerCombination::sum: return std::min(sum, 1.0);
        case TriggerCombination::all: return triggers.empty() ? 0 : smallest;
    }
    return 0;
}

}  // namespace riskpool
