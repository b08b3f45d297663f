// Any source, adjusted by year: trends, growth of exposure, take-up of cover, measures that reduce risk.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "models/sources/risk_measure.hpp"
#include "models/sources/year_path.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/source.hpp"
#include "sim/scenario/source_register.hpp"

namespace riskpool {

/// What buys cover or does not.
enum class TakeUpOf : std::uint8_t { units, insureds };
template <>
struct Choice<TakeUpOf> {
    static constexpr std::array<std::pair<std::string_view, TakeUpOf>, 2> values{{
        {"units", TakeUpOf::units},
        {"insureds", TakeUpOf::insureds},
    }};
};

/// The part that buys cover, by year; what is above 1 counts as 1. Of units: an insured stands for many (a fleet, a
/// park), and each hit is of one that has cover with this probability, hit by hit. Of insureds: each insured has cover
/// or has not, in all sources alike; once it has, it keeps it as long as the part does not fall.
struct TakeUp : YearPath {
    TakeUpOf of = TakeUpOf::units;

    static constexpr std::string_view kind = "take_up";
    static constexpr std::string_view about = "The part of those exposed that buys cover, by year.";
    static constexpr auto fields = join_fields(
        field_list(optional("of", &TakeUp::of,
                            "Whether it is a part of the units of each insured, hit by hit, or of the insureds, each "
                            "of which has cover in all sources or in none.")),
        YearPath::fields);
    void check(FieldFaults& faults) const;
    bool operator==(TakeUp const&) const = default;
};

/// A source whose events are made more or fewer, and larger or smaller, by year.
///
/// The factor on events f(year) is frequency x exposure x what measures leave. Up to 1 each event is kept with
/// probability f, apart from all else: independent thinning, exact for any source. Above 1 a source whose number of
/// events can be driven draws it with f times the mean (Poisson(f m); negative binomial of the same size, so that what
/// is common to all units stays common); any other source is superposed: floor(f) independent copies and one that is
/// thinned to the rest. In each case the expected number of events is f times that of the source, but for laws that end
/// (binomial, alternatives of a scenario set), whose rate is multiplied. A factor of 1 changes no bit.
///
/// Yearly sums (attritional) have no events to thin: there every factor multiplies the amounts.
struct Adjusted {
    SourceModel source;
    std::optional<YearPath> frequency, severity, exposure;
    std::optional<TakeUp> take_up;
    std::vector<RiskMeasure> risk_reduction;

    static constexpr std::string_view kind = "adjusted";
    static constexpr std::string_view about =
        "Another source with trends, growth of exposure, take-up of cover and measures that reduce risk, by year.";
    static constexpr auto fields = field_list(
        required("source", &Adjusted::source, "The source whose events are adjusted."),
        optional("frequency", &Adjusted::frequency, "By what its number of events is multiplied in each year."),
        optional("severity", &Adjusted::severity,
                 "By what each loss is multiplied, before policy terms: amounts, and days of interruption."),
        optional("exposure", &Adjusted::exposure,
                 "Units exposed, as a factor in each year: the number of events is multiplied by this as well."),
        optional("take_up", &Adjusted::take_up, "The part of those exposed that has cover; all when left out."),
        optional("risk_reduction", &Adjusted::risk_reduction, "Measures that make losses rarer or smaller."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    void check_years(std::uint32_t years, FieldFaults& faults) const;
    [[nodiscard]] std::uint32_t last_year() const { return source.years_needed(); }
    [[nodiscard]] std::vector<AssetDependants> shared_assets(Insureds const& insureds) const;
    [[nodiscard]] std::vector<SourceNote> notes(Insureds const& insureds) const;
    [[nodiscard]] std::string_view cause() const { return source.cause(); }
    [[nodiscard]] bool replays() const { return source.replays(); }
    [[nodiscard]] Drivable allows() const;
    [[nodiscard]] std::vector<RiskReductionCost> costs() const;
    /// By what the number of events of `year` (from 1) is multiplied.
    [[nodiscard]] double events_factor(std::uint32_t year) const;
    bool operator==(Adjusted const&) const = default;
};

}  // namespace riskpool
