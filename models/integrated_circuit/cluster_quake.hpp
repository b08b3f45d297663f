// Earthquakes that shake every insured of a park at once.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/copula/family.hpp"
#include "models/severity/severity.hpp"
#include "models/sources/vulnerability.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// Quakes are a Poisson process of the same rate in each cluster. The intensity is that of the whole cluster; given
/// it, the uniforms behind the damage ratios of the insureds are those of `copula`. One event has a row for each
/// insured with damage; a quake that damages nobody is no event.
struct ClusterQuake {
    Filter covers;
    std::vector<std::string> clusters;
    double rate = 0;
    Severity intensity;
    std::vector<VulnerabilityPoint> vulnerability;
    std::optional<DamageSpread> spread;
    std::optional<CopulaKinds> copula;
    double stock_factor = 0;
    double restart_days_at_total_damage = 0;
    double ramp_days_at_total_damage = 0;

    static constexpr Drivable drivable{.counts = true, .losses = true, .years = true};
    static constexpr std::string_view kind = "cluster_quake";
    static constexpr std::string_view about =
        "Earthquakes that hit all insureds of a cluster at once, with damage by intensity and vulnerability.";
    static constexpr auto fields = field_list(
        optional("covers", &ClusterQuake::covers, "Which insureds can be hit; all when left out."),
        optional("clusters", &ClusterQuake::clusters, "Where quakes happen; all clusters covered when left out."),
        required("rate", &ClusterQuake::rate, Bound{0, 1000, true, false, "above 0 and at most 1000"}, Unit::per_year,
                 "Expected quakes in a year in each cluster."),
        required("intensity", &ClusterQuake::intensity,
                 "Intensity of one quake at the cluster: any measure that the vulnerability uses (g, m/s, an index)."),
        required("vulnerability", &ClusterQuake::vulnerability,
                 "Mean damage ratio by intensity, by ascending intensity; straight lines between the points."),
        optional("spread", &ClusterQuake::spread,
                 "How damage ratios of single insureds spread about the mean; not at all when left out."),
        optional("copula", &ClusterQuake::copula,
                 "What joins the spreads of the insureds that one quake damages; independent when left out."),
        required("stock_factor", &ClusterQuake::stock_factor, not_negative, Unit::none,
                 "Part of the stock lost = this factor x damage ratio, at most all of it."),
        required("restart_days_at_total_damage", &ClusterQuake::restart_days_at_total_damage, not_negative, Unit::days,
                 "Days without any output if all is destroyed; in proportion to the damage ratio below that."),
        optional("ramp_days_at_total_damage", &ClusterQuake::ramp_days_at_total_damage, not_negative, Unit::days,
                 "Days of climbing output if all is destroyed; in proportion to the damage ratio below that."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::vector<AssetDependants> shared_assets(Insureds const& insureds) const;
    [[nodiscard]] std::vector<SourceNote> notes(Insureds const& insureds) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(ClusterQuake const&) const = default;
};

}  // namespace riskpool
