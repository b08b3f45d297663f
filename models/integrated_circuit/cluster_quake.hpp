// Earthquakes that shake every insured of a park at once.
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

/// One point of a vulnerability curve.
struct VulnerabilityPoint {
    double intensity = 0;
    double damage_ratio = 0;

    static constexpr std::string_view kind = "vulnerability_point";
    static constexpr std::string_view about = "The mean damage at one intensity.";
    static constexpr auto fields =
        field_list(required("intensity", &VulnerabilityPoint::intensity, not_negative, Unit::none,
                            "Intensity, in the units of the source's intensity law."),
                   required("damage_ratio", &VulnerabilityPoint::damage_ratio, unit_interval, Unit::fraction,
                            "Mean damage as a part of the property value."));
    bool operator==(VulnerabilityPoint const&) const = default;
};

/// Linear between the points; constant before the first and after the last.
[[nodiscard]] double mean_damage_ratio(std::vector<VulnerabilityPoint> const& curve, double intensity) noexcept;

/// Beta law with the curve's mean m: shapes m x precision and (1 - m) x precision, variance m (1 - m) / (precision +
/// 1).
struct BetaSpread {
    double precision = 1;

    static constexpr std::string_view kind = "beta_spread";
    static constexpr std::string_view about = "Damage ratios follow a beta law about the mean of the curve.";
    static constexpr auto fields =
        field_list(required("precision", &BetaSpread::precision, positive, Unit::none,
                            "The larger, the closer to the mean: variance = mean x (1 - mean) / (precision + 1)."));
    bool operator==(BetaSpread const&) const = default;
};

/// Gamma law with the curve's mean; ratios above 1 count as 1, which lowers the mean where the curve is near 1.
struct GammaSpread {
    double cv = 1;

    static constexpr std::string_view kind = "gamma_spread";
    static constexpr std::string_view about =
        "Damage ratios follow a gamma law about the mean of the curve; what exceeds 1 counts as 1.";
    static constexpr auto fields =
        field_list(required("cv", &GammaSpread::cv, Bound{0, 10, true, false, "above 0 and at most 10"}, Unit::none,
                            "Coefficient of variation of the damage ratio before it is cut at 1."));
    bool operator==(GammaSpread const&) const = default;
};

using DamageSpread = Kinds<BetaSpread, GammaSpread>;

/// Quakes are a Poisson process of the same rate in each cluster. The intensity is that of the whole cluster; given
/// it, the damage ratios of the insureds are independent (methods 4.4). One event has a row for each insured with
/// damage; a quake that damages nobody is no event.
struct ClusterQuake {
    Filter covers;
    std::vector<std::string> clusters;
    double rate = 0;
    Severity intensity;
    std::vector<VulnerabilityPoint> vulnerability;
    std::optional<DamageSpread> spread;
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
        required("stock_factor", &ClusterQuake::stock_factor, not_negative, Unit::none,
                 "Part of the stock lost = this factor x damage ratio, at most all of it."),
        required("restart_days_at_total_damage", &ClusterQuake::restart_days_at_total_damage, not_negative, Unit::days,
                 "Days without any output if all is destroyed; in proportion to the damage ratio below that."),
        optional("ramp_days_at_total_damage", &ClusterQuake::ramp_days_at_total_damage, not_negative, Unit::days,
                 "Days of climbing output if all is destroyed; in proportion to the damage ratio below that."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(ClusterQuake const&) const = default;
};

}  // namespace riskpool
