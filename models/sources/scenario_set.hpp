// Named scenarios with return periods: what experts hand over where there are no data.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/severity/law.hpp"
#include "models/sources/effect.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// What one scenario does to one insured, or to each of those that a filter selects.
struct ScenarioHit {
    std::string insured;
    std::optional<Filter> covers;
    double damage = 0;
    double part = 0;
    ValueBase of = ValueBase::property;
    double stock = 0;
    double restart_days = 0;
    double ramp_days = 0;

    static constexpr std::string_view kind = "scenario_hit";
    static constexpr std::string_view about =
        "What a scenario does to one insured, or to each insured that a filter selects, before policy terms.";
    static constexpr auto fields = field_list(
        optional("insured", &ScenarioHit::insured, "Name of the insured; give this or `covers`."),
        optional("covers", &ScenarioHit::covers, "Which insureds are hit alike."),
        optional("damage", &ScenarioHit::damage, not_negative, Unit::money,
                 "Loss of property, or any loss that is an amount."),
        optional("part", &ScenarioHit::part, unit_interval, Unit::fraction,
                 "The same as a part of the value named by `of`, in place of damage."),
        optional("of", &ScenarioHit::of, "The value of the insured that `part` refers to."),
        optional("stock", &ScenarioHit::stock, unit_interval, Unit::fraction,
                 "Part of the work in progress and stock that is lost."),
        optional("restart_days", &ScenarioHit::restart_days, not_negative, Unit::days, "Days without any output."),
        optional("ramp_days", &ScenarioHit::ramp_days, not_negative, Unit::days,
                 "Days after the restart in which output climbs back to normal."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::vector<InsuredId> select(Insureds const& insureds) const;
    bool operator==(ScenarioHit const&) const = default;
};

/// What the losses of a scenario are of the law that the uncertainty factor spreads them over.
enum class StatedLoss : std::uint8_t { mean, median };
template <>
struct Choice<StatedLoss> {
    static constexpr std::array<std::pair<std::string_view, StatedLoss>, 2> values{{
        {"mean", StatedLoss::mean},
        {"median", StatedLoss::median},
    }};
};

/// One scenario. A return period T means that a year has the scenario with probability 1/T, hence the rate
/// -ln(1 - 1/T) of a Poisson process.
struct ScenarioCase {
    std::string name;
    double return_period = not_given;
    double rate = not_given;
    std::string group;
    double uncertainty_factor = 1;
    StatedLoss losses_are = StatedLoss::mean;
    std::vector<ScenarioHit> hits;
    double index = 0;
    double reported_after = 0;

    /// Events in a year, and the probability of one at least.
    [[nodiscard]] double yearly_rate() const;
    [[nodiscard]] double yearly_probability() const;

    static constexpr std::string_view kind = "scenario_case";
    static constexpr std::string_view about = "One scenario: how often, what it does to whom, and how sure that is.";
    static constexpr auto fields = field_list(
        required("name", &ScenarioCase::name, "Name, unique within the set."),
        optional("return_period", &ScenarioCase::return_period, above_one, Unit::years,
                 "Years in which it is expected once: a year has it with probability 1 / return_period."),
        optional("rate", &ScenarioCase::rate, positive, Unit::per_year, "Expected number in a year, in its place."),
        optional("group", &ScenarioCase::group,
                 "Scenarios of one group exclude one another: a year has at most one of them, at most once."),
        optional("uncertainty_factor", &ScenarioCase::uncertainty_factor, at_least_one, Unit::none,
                 "How far losses may be off: their 95 % quantile over their median, one factor for all hits of an "
                 "event; 1 for certain losses."),
        optional("losses_are", &ScenarioCase::losses_are, "Whether the losses given are the mean or the median."),
        optional("hits", &ScenarioCase::hits, "What it does to whom."),
        optional("index", &ScenarioCase::index, not_negative, Unit::none,
                 "Reading that it reports to covers on an index; a scenario with a reading need not hit anybody."),
        optional("reported_after", &ScenarioCase::reported_after,
                 Bound{0, 1000, false, false, "between 0 and 1000 (years)"}, Unit::years,
                 "Years from the event until it is reported."));
    void check(FieldFaults& faults) const;
    bool operator==(ScenarioCase const&) const = default;
};

/// Scenarios without a group are independent Poisson processes. Those of a group are alternatives: one uniform a year
/// says which of them happens, if any. A dependence that drives the number of events drives that of the scenarios
/// without a group, or the first group where all scenarios have one; a factor on rates changes the probability P that a
/// group has an event into 1 - (1 - P)^factor; events beside their own are drawn from the scenarios without a group,
/// or from all.
struct ScenarioSet {
    std::vector<ScenarioCase> scenarios;

    static constexpr std::string_view kind = "scenario_set";
    static constexpr Drivable drivable{.counts = true, .losses = true, .years = true};
    static constexpr std::string_view about =
        "Named scenarios with return periods, losses by insured and an uncertainty factor.";
    static constexpr auto fields = field_list(required("scenarios", &ScenarioSet::scenarios, "The scenarios."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(ScenarioSet const&) const = default;
};

}  // namespace riskpool
