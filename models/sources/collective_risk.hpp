// The collective model: a number of events a year, each with a loss of its own.
#pragma once

#include <memory>

#include "models/frequency/frequency.hpp"
#include "models/severity/severity.hpp"
#include "models/sources/choice_of_insured.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// Events counted by `frequency`; each hits one of the insureds covered, with a ground-up loss drawn from `severity`.
/// Times are uniform in the year; counts, losses, insureds and times are independent (Klugman, Panjer, Willmot, Loss
/// Models, ch. 9).
struct CollectiveRisk {
    Filter covers;
    HitWeight weight = HitWeight::equal;
    Frequency frequency;
    Severity severity;

    static constexpr Drivable drivable{.counts = true, .losses = true, .years = true};
    static constexpr std::string_view kind = "collective_risk";
    static constexpr std::string_view about =
        "A number of events a year for all insureds covered together; each event hits one of them.";
    static constexpr auto fields = field_list(
        optional("covers", &CollectiveRisk::covers, "Which insureds can be hit; all when left out."),
        optional("weight", &CollectiveRisk::weight, "What makes an insured more likely to be hit."),
        required("frequency", &CollectiveRisk::frequency, "Number of events in a year, over all insureds covered."),
        required("severity", &CollectiveRisk::severity, "Ground-up loss of one event."));
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(CollectiveRisk const&) const = default;
};

}  // namespace riskpool
