// Events of one cause that hit many insureds through what they share: clash and systemic events.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "models/copula/family.hpp"
#include "models/severity/severity.hpp"
#include "models/sources/effect.hpp"
#include "models/sources/reliance.hpp"
#include "models/sources/vulnerability.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// The same probability in each event.
struct FixedHit {
    double probability = 1;

    static constexpr std::string_view kind = "fixed_hit";
    static constexpr std::string_view about = "Each insured that relies on the asset is hit with the same probability.";
    static constexpr auto fields =
        field_list(required("probability", &FixedHit::probability, positive_fraction, Unit::fraction,
                            "Probability that one insured is hit by one event."));
    bool operator==(FixedHit const&) const = default;
};

/// A probability drawn once for each event: given it, insureds are hit independently, so that the number hit is
/// beta-binomial (Johnson, Kemp and Kotz, Univariate Discrete Distributions, 6.2.2).
struct BetaHit {
    double a = 1;
    double b = 1;

    static constexpr std::string_view kind = "beta_hit";
    static constexpr std::string_view about =
        "Each event draws one probability from a beta law, with which it hits all that rely on the asset.";
    static constexpr auto fields =
        field_list(required("a", &BetaHit::a, positive, Unit::none, "First shape; the mean is a / (a + b)."),
                   required("b", &BetaHit::b, positive, Unit::none, "Second shape."));
    bool operator==(BetaHit const&) const = default;
};

/// One point of a curve of probabilities.
struct HitPoint {
    double intensity = 0;
    double probability = 0;

    static constexpr std::string_view kind = "hit_point";
    static constexpr std::string_view about = "The probability of a hit at one intensity.";
    static constexpr auto fields =
        field_list(required("intensity", &HitPoint::intensity, not_negative, Unit::none, "Intensity of the event."),
                   required("probability", &HitPoint::probability, unit_interval, Unit::fraction,
                            "Probability that one insured is hit."));
    bool operator==(HitPoint const&) const = default;
};

/// A probability that grows with the intensity.
struct HitByIntensity {
    std::vector<HitPoint> points;

    static constexpr std::string_view kind = "hit_by_intensity";
    static constexpr std::string_view about = "The stronger the event, the likelier it hits an insured.";
    static constexpr auto fields = field_list(required("points", &HitByIntensity::points,
                                                       "Probability by ascending intensity; straight lines between "
                                                       "the points, constant outside."));
    void check(FieldFaults& faults) const;
    bool operator==(HitByIntensity const&) const = default;
};

using HitLaw = Kinds<FixedHit, BetaHit, HitByIntensity>;

/// What a share of reliance below 1 makes smaller.
enum class RelianceDrives : std::uint8_t { both, hit, loss };
template <>
struct Choice<RelianceDrives> {
    static constexpr std::array<std::pair<std::string_view, RelianceDrives>, 3> values{{
        {"both", RelianceDrives::both},
        {"hit", RelianceDrives::hit},
        {"loss", RelianceDrives::loss},
    }};
};

/// Each asset fails as a Poisson process of its own rate. A failure has an intensity Z. Each insured r that relies on
/// the asset by the share A is hit with probability A p(Z), or p(Z) where reliance does not drive hits, independently
/// given Z and p. Who is hit loses A times what `loss` or `vulnerability` say; where output stops for T days, it loses
/// the part A of the output of these days: A T ground up, A (T - waiting) insured. A failure that hits nobody is no
/// event. The uniforms behind the damages of one event are those of `copula`,
/// those behind its days without output those of `days_copula`.
struct Clash {
    Filter covers;
    std::vector<SharedAsset> assets;
    std::vector<Reliance> reliance;
    RelianceDrives reliance_drives = RelianceDrives::both;
    std::optional<Severity> intensity;
    std::optional<HitLaw> hit;
    std::optional<Effect> loss;
    std::vector<VulnerabilityPoint> vulnerability;
    std::optional<DamageSpread> spread;
    ValueBase of = ValueBase::property;
    double days_per_intensity = 0;
    std::optional<CopulaKinds> copula;
    std::optional<CopulaKinds> days_copula;
    double loss_correlation = 0;
    bool report_intensity = false;

    static constexpr std::string_view kind = "clash";
    static constexpr Drivable drivable{.counts = true, .losses = true, .years = true};
    static constexpr std::string_view about =
        "Failures of shared assets (a cloud region, a foundation model, a design tool, a reagent lot) that hit many "
        "insureds at once.";
    static constexpr auto fields = field_list(
        optional("covers", &Clash::covers, "Which insureds can be hit; all when left out."),
        required("assets", &Clash::assets, "What can fail."),
        optional("reliance", &Clash::reliance,
                 "Who relies on which asset; when left out, everybody covered relies wholly on each."),
        optional("reliance_drives", &Clash::reliance_drives,
                 "Whether the share of reliance lowers the probability of a hit, the loss, or both."),
        optional("intensity", &Clash::intensity,
                 "Intensity of one failure, in any measure: hours, a magnitude, a part of users; 1 when left out."),
        optional("hit", &Clash::hit, "Probability that an insured is hit; certain when left out."),
        optional("loss", &Clash::loss, "What an insured loses that is hit, by laws of its own."),
        optional("vulnerability", &Clash::vulnerability,
                 "Mean part of the value lost by ascending intensity, in place of damage in `loss`."),
        optional("spread", &Clash::spread,
                 "How the parts of single insureds spread about the mean of the vulnerability."),
        optional("of", &Clash::of, "The value of the insured that the vulnerability refers to."),
        optional("days_per_intensity", &Clash::days_per_intensity, not_negative, Unit::none,
                 "Days without output for each unit of intensity: 1/24 = 0.0416667 where the intensity is hours of "
                 "outage."),
        optional(
            "copula", &Clash::copula,
            "What joins the damages of the insureds that one failure hits, drawn by the laws of `loss` or `spread`; "
            "independent when left out."),
        optional("days_copula", &Clash::days_copula,
                 "What joins the days without output of the insureds that one failure hits, drawn by `restart_days` of "
                 "`loss`; independent when left out."),
        optional("loss_correlation", &Clash::loss_correlation, Bound{0, 1, false, true, "0 or more and below 1"},
                 Unit::fraction, "Short for `copula: {gaussian: {correlation: ...}}`."),
        optional(
            "report_intensity", &Clash::report_intensity,
            "Whether the intensity is reported as reading of an index; failures that hit nobody count then, too."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] double total_rate() const;
    /// The copula of damages, whichever form was given.
    [[nodiscard]] std::optional<CopulaKinds> damage_copula() const;
    [[nodiscard]] std::vector<AssetDependants> shared_assets(Insureds const& insureds) const;
    [[nodiscard]] std::vector<SourceNote> notes(Insureds const& insureds) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(Clash const&) const = default;
};

}  // namespace riskpool
