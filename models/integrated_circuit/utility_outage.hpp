// Failures of power, gas or water that stop every insured of a park without backup.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/severity/severity.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// Outages are a Poisson process of the same rate in each cluster, one length for all insureds of the cluster. The
/// backup of an insured fails at once with p_backup_fails, independently of the others; a backup that works carries it
/// through the first ride_through_hours. Who is without supply for any time loses the spoiled part of its work in
/// progress, and has no output during that time and the days that a restart takes. An outage that stops nobody is no
/// event.
struct UtilityOutage {
    Filter covers;
    std::vector<std::string> clusters;
    double rate = 0;
    Severity outage_hours;
    double ride_through_hours = 0;
    double p_backup_fails = 0;
    double stock_spoiled = 0;
    Severity restart_days;
    std::optional<Severity> ramp_days;

    static constexpr Drivable drivable{.counts = true, .losses = true, .years = true};
    static constexpr std::string_view kind = "utility_outage";
    static constexpr std::string_view about =
        "Failures of power, gas or water of a cluster; they stop all of its insureds whose backup fails or ends.";
    static constexpr auto fields = field_list(
        optional("covers", &UtilityOutage::covers, "Which insureds can be hit; all when left out."),
        optional("clusters", &UtilityOutage::clusters, "Where supply fails; all clusters covered when left out."),
        required("rate", &UtilityOutage::rate, Bound{0, 1000, true, false, "above 0 and at most 1000"}, Unit::per_year,
                 "Expected outages in a year in each cluster."),
        required("outage_hours", &UtilityOutage::outage_hours, "Hours without supply from outside."),
        required("ride_through_hours", &UtilityOutage::ride_through_hours, not_negative, Unit::none,
                 "Hours through which a backup that works carries an insured."),
        required("p_backup_fails", &UtilityOutage::p_backup_fails, unit_interval, Unit::fraction,
                 "Probability that the backup of an insured does not work at all; 1 if there is none."),
        required("stock_spoiled", &UtilityOutage::stock_spoiled, unit_interval, Unit::fraction,
                 "Part of the work in progress and stock that an insured without supply loses."),
        required("restart_days", &UtilityOutage::restart_days,
                 "Days without any output after supply has returned, drawn for each insured."),
        optional("ramp_days", &UtilityOutage::ramp_days,
                 "Days after the restart in which output climbs back to normal; none when left out."));
    /// Hours without any supply in an outage of `outage` hours, for a backup that works or not.
    [[nodiscard]] double hours_without(double outage, bool backup_works) const noexcept {
        if (!backup_works) return outage;
        return outage > ride_through_hours ? outage - ride_through_hours : 0.0;
    }
    [[nodiscard]] std::vector<AssetDependants> shared_assets(Insureds const& insureds) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(UtilityOutage const&) const = default;
};

}  // namespace riskpool
