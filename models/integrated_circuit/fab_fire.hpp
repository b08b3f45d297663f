// Fires in fabs, from technical parameters: an event tree from the ignition at a tool to the loss of the clean room.
#pragma once

#include <memory>
#include <optional>

#include "models/severity/severity.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// What a fire does that ends in one state of damage.
struct FireDamage {
    std::optional<Severity> amount;
    std::optional<Severity> part_of_property;
    Severity restart_days;
    std::optional<Severity> ramp_days;
    double stock_spoiled = 0;

    static constexpr std::string_view kind = "fire_damage";
    static constexpr std::string_view about =
        "What a fire does that ends in this state: damage as money or as a part of the property, days, and stock.";
    static constexpr auto fields = field_list(
        optional("amount", &FireDamage::amount, "Damage to property as money; give this or part_of_property."),
        optional("part_of_property", &FireDamage::part_of_property,
                 "Damage as a part of the insured's property value; what exceeds 1 counts as 1."),
        required("restart_days", &FireDamage::restart_days, "Days without any output."),
        optional("ramp_days", &FireDamage::ramp_days,
                 "Days after the restart in which output climbs back to normal; none when left out."),
        optional("stock_spoiled", &FireDamage::stock_spoiled, unit_interval, Unit::fraction,
                 "Part of the work in progress and stock that is lost."));
    void check(FieldFaults& faults) const;
    bool operator==(FireDamage const&) const = default;
};

/// Fires a year of one fab, by the state that they end in.
struct FireRates {
    double tool = 0;
    double bay = 0;
    double clean_room = 0;
    double total_loss = 0;
    bool operator==(FireRates const&) const = default;
};

/// Event tree (methods 3.6): a fire starts at one of the tools of a fab. Detected and suppressed, it stays with the
/// tool; otherwise it grows, and stays in the bay if the compartment holds, or takes the clean room, or, as at UICC in
/// 1997, everything. One event hits one fab; fires are a Poisson process with the sum of the fabs' rates.
struct FabFire {
    Filter covers;
    double ignition_per_tool_year = 0;
    double p_detection_fails = 0;
    double p_suppression_fails = 0;
    double p_compartment_fails = 0;
    double p_total_loss = 0;
    FireDamage tool;
    FireDamage bay;
    FireDamage clean_room;
    std::optional<FireDamage> total_loss;

    static constexpr Drivable drivable{.counts = true, .losses = true, .years = true};
    static constexpr std::string_view kind = "fab_fire";
    static constexpr std::string_view about =
        "Fires in fabs by an event tree: tools, ignition, detection, suppression, compartment, state of damage.";
    static constexpr auto fields = field_list(
        optional("covers", &FabFire::covers, "Which insureds are such fabs; all when left out."),
        required("ignition_per_tool_year", &FabFire::ignition_per_tool_year,
                 Bound{0, 1, true, false, "above 0 and at most 1"}, Unit::per_year, "Fires that start at one tool."),
        required("p_detection_fails", &FabFire::p_detection_fails, unit_interval, Unit::fraction,
                 "Probability that a fire is not detected in time."),
        required("p_suppression_fails", &FabFire::p_suppression_fails, unit_interval, Unit::fraction,
                 "Probability that a detected fire is not put out at its tool."),
        required("p_compartment_fails", &FabFire::p_compartment_fails, unit_interval, Unit::fraction,
                 "Probability that a fire that has grown leaves its bay."),
        optional("p_total_loss", &FabFire::p_total_loss, unit_interval, Unit::fraction,
                 "Probability that a fire in the clean room destroys everything."),
        required("tool", &FabFire::tool, "A fire that stays with its tool."),
        required("bay", &FabFire::bay, "A fire that stays in its bay."),
        required("clean_room", &FabFire::clean_room, "A fire that reaches the clean room."),
        optional("total_loss", &FabFire::total_loss, "A fire that destroys everything; needed with p_total_loss."));
    void check(FieldFaults& faults) const;
    /// The rates of a fab with this number of tools.
    [[nodiscard]] FireRates rates(double tools) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(FabFire const&) const = default;
};

}  // namespace riskpool
