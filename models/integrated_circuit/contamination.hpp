// Contamination of a fab by gas, chemicals or air: what is spoiled until somebody notices.
#pragma once

#include <memory>
#include <optional>

#include "models/severity/severity.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// A Poisson process of the same rate in each fab. Wafers that pass while the contamination is not detected are
/// spoiled: the part delay / cycle_days of the work in progress, at most all. Then the fab is cleaned, and climbs back.
struct Contamination {
    Filter covers;
    double rate_per_fab_year = 0;
    Severity detection_delay_days;
    Severity cleaning_days;
    std::optional<Severity> ramp_days;
    std::optional<Severity> tool_damage;

    static constexpr Drivable drivable{.counts = true, .losses = true, .years = true};
    static constexpr std::string_view kind = "contamination";
    static constexpr std::string_view about =
        "Contamination by gas, chemicals or air: spoils the work in progress of the days until it is detected.";
    static constexpr auto fields = field_list(
        optional("covers", &Contamination::covers, "Which insureds are such fabs; all when left out."),
        required("rate_per_fab_year", &Contamination::rate_per_fab_year,
                 Bound{0, 1000, true, false, "above 0 and at most 1000"}, Unit::per_year,
                 "Expected contaminations of one fab in a year."),
        required("detection_delay_days", &Contamination::detection_delay_days,
                 "Days from the start of the contamination to its detection."),
        required("cleaning_days", &Contamination::cleaning_days, "Days without any output after the detection."),
        optional("ramp_days", &Contamination::ramp_days,
                 "Days after the cleaning in which output climbs back to normal; none when left out."),
        optional("tool_damage", &Contamination::tool_damage,
                 "Damage to tools as a part of the property value, at most 1; none when left out."));
    /// Part of the work in progress that is spoiled.
    [[nodiscard]] static double spoiled_part(double delay_days, double cycle_days) noexcept {
        return delay_days < cycle_days ? delay_days / cycle_days : 1.0;
    }
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(Contamination const&) const = default;
};

}  // namespace riskpool
