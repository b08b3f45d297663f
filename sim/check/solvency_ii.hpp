// Solvency II, standard formula, non-life underwriting risk: an approximation of the rule, for comparing designs. It
// has no geographical diversification, no risk mitigation beyond the volumes given, and takes the catastrophe and lapse
// charges as they are given. Sources: Commission Delegated Regulation (EU) 2015/35, art. 114 to 118 (P:
// legislation.gov.uk/eur/2015/35, judict.eu .../article-117); methods 5.10.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/check/correlation.hpp"

namespace riskpool {

/// One segment: volumes in money, deviations as parts of them.
struct SolvencySegment {
    std::string name;
    double premium_volume = 0;
    double reserve_volume = 0;
    double premium_sigma = 0;
    double reserve_sigma = 0;

    [[nodiscard]] double volume() const { return premium_volume + reserve_volume; }
    /// sigma_s = sqrt(sp^2 Vp^2 + sp Vp sr Vr + sr^2 Vr^2) / (Vp + Vr): premium and reserve risk correlated by 0.5
    /// (art. 117 (1); P). 0 without volume.
    [[nodiscard]] double sigma() const;

    static constexpr std::string_view kind = "solvency_segment";
    static constexpr std::string_view about = "One segment of non-life business in the Solvency II standard formula.";
    static constexpr auto fields =
        field_list(required("name", &SolvencySegment::name, "Name, for the correlations."),
                   optional("premium_volume", &SolvencySegment::premium_volume, not_negative, Unit::money,
                            "Volume measure for premium risk, net of reinsurance."),
                   optional("reserve_volume", &SolvencySegment::reserve_volume, not_negative, Unit::money,
                            "Volume measure for reserve risk: best estimate of claims outstanding, net."),
                   optional("premium_sigma", &SolvencySegment::premium_sigma, not_negative, Unit::fraction,
                            "Standard deviation of premium risk, of annex II of the rule."),
                   optional("reserve_sigma", &SolvencySegment::reserve_sigma, not_negative, Unit::fraction,
                            "Standard deviation of reserve risk."));
    bool operator==(SolvencySegment const&) const = default;
};

/// Volume, deviation and charge of premium and reserve risk.
struct PremiumReserveRisk {
    double volume = 0;  // V, money
    double sigma = 0;   // sqrt(sum Corr_st sigma_s V_s sigma_t V_t) / V (art. 117 (2); P)
    double charge = 0;  // 3 sigma V, money (art. 115; P)
};

/// Aggregates segments of volume V_s and deviation sigma_s.
[[nodiscard]] PremiumReserveRisk premium_reserve_risk(std::span<double const> volume, std::span<double const> sigma,
                                                      CorrelationMatrix const& correlation);

/// sqrt(x'Cx) over premium and reserve, catastrophe and lapse risk: 0.25 between the first two, lapse uncorrelated
/// (art. 114; P).
[[nodiscard]] double non_life_module(double premium_reserve, double catastrophe, double lapse);

/// The lognormal factor behind "3 sigma": exp(N_0.995 sqrt(ln(1 + s^2))) / sqrt(1 + s^2) - 1, the excess of the 99.5 %
/// quantile of a lognormal with mean 1 and deviation s over its mean.
[[nodiscard]] double lognormal_charge_factor(double sigma);

/// The whole module from segments.
struct SolvencyIINonLife {
    std::vector<SolvencySegment> segments;
    std::vector<CorrelationPair> correlations;
    double catastrophe = 0;
    double lapse = 0;

    [[nodiscard]] PremiumReserveRisk premium_reserve() const;
    /// Money: the capital requirement for non-life underwriting risk.
    [[nodiscard]] double required_capital() const;
    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "solvency_ii_non_life";
    static constexpr std::string_view about =
        "Approximate capital requirement for non-life underwriting risk by the Solvency II standard formula.";
    static constexpr auto fields =
        field_list(required("segments", &SolvencyIINonLife::segments, "The segments written."),
                   optional("correlations", &SolvencyIINonLife::correlations,
                            "Correlations of segments, of annex IV of the rule; pairs left out are uncorrelated."),
                   optional("catastrophe", &SolvencyIINonLife::catastrophe, not_negative, Unit::money,
                            "Charge for catastrophe risk."),
                   optional("lapse", &SolvencyIINonLife::lapse, not_negative, Unit::money, "Charge for lapse risk."));
    bool operator==(SolvencyIINonLife const&) const = default;
};

}  // namespace riskpool
