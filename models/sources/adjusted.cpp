#include "models/sources/adjusted.hpp"

#include <string>

#include "models/sources/source_within.hpp"

namespace riskpool {

namespace {

/// The most copies of a source: more exposure than that belongs into the numbers of the source itself.
constexpr double most_events_factor = 1000;
constexpr double most_severity_factor = 1e6;

}  // namespace

void TakeUp::check(FieldFaults& faults) const {
    YearPath::check(faults);
    if (start > 1) faults.add("start", "is a part above 1 (100%)", "give the part that buys cover");
    for (std::size_t y = 0; y < by_year.size(); ++y) {
        if (by_year[y] <= 1) continue;
        faults.add("by_year[" + std::to_string(y) + ']', "is a part above 1 (100%)", "give the part that buys cover");
    }
}

void Adjusted::check(FieldFaults& faults) const {
    if (source.cause() != source.kind()) {
        faults.add(place_within(source), "is a source around another one already",
                   "put all adjustments into one `adjusted`, and `developing` around it");
    } else {
        check_nameless(source, faults);
    }
    check_measures(risk_reduction, faults);
}

double Adjusted::events_factor(std::uint32_t year) const {
    double factor = (frequency ? frequency->factor(year) : 1) * (exposure ? exposure->factor(year) : 1);
    for (auto const& measure : risk_reduction) {
        if (!measure.covers && measure.works_in(year)) factor *= 1 - measure.fewer_events;
    }
    return factor;
}

Drivable Adjusted::allows() const {
    Drivable allowed = source.drivable();
    if (allowed.counts && !allowed.years) {
        // Copies would all follow the same uniform, so counts can be driven only if there never are any.
        for (std::uint32_t year = 1; year < max_years && allowed.counts; ++year) {
            allowed.counts = !(events_factor(year) > 1);
        }
    }
    if (take_up && take_up->of == TakeUpOf::insureds) allowed.years = false;
    return allowed;
}

std::vector<AssetDependants> Adjusted::shared_assets(Insureds const& insureds) const {
    std::vector<AssetDependants> assets = source.shared_assets(insureds);
    for (auto& asset : assets) asset.yearly_rate *= events_factor(1);
    return assets;
}

std::vector<SourceNote> Adjusted::notes(Insureds const& insureds) const {
    return notes_within(source, insureds);
}

std::vector<RiskReductionCost> Adjusted::costs() const {
    std::vector<RiskReductionCost> costs;
    for (auto const& measure : risk_reduction) {
        const std::uint32_t last = measure.until_year == 0 ? max_years : measure.until_year;
        costs.push_back({measure.name, measure.cost, measure.from_year, last, measure.paid_by});
    }
    return costs;
}

void Adjusted::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    FaultsWithin within(faults, place_within(source));
    source.check_exposure(insureds, within);
    check_covers_of(risk_reduction, insureds, faults);
}

void Adjusted::check_years(std::uint32_t years, FieldFaults& faults) const {
    FaultsWithin within(faults, place_within(source));
    source.check_years(years, within);
    const auto check_path = [&](std::string_view field, std::optional<YearPath> const& path) {
        if (!path) return;
        FaultsWithin here(faults, std::string(field));
        check_years_of(*path, years, here);
    };
    check_path("frequency", frequency);
    check_path("exposure", exposure);
    check_path("severity", severity);
    for (std::uint32_t year = 1; year <= years; ++year) {
        const bool too_many = !(events_factor(year) <= most_events_factor);
        if (!too_many && (!severity || severity->factor(year) <= most_severity_factor)) continue;
        faults.add(too_many ? (exposure ? "exposure" : "frequency") : "severity",
                   (too_many ? "makes more than 1000 times as many events in year "
                             : "makes losses more than a million times as large in year ") +
                       std::to_string(year),
                   "let it grow more slowly, or put the scale into the source");
        break;
    }
    if (take_up) {
        FaultsWithin here(faults, "take_up");
        check_years_of(*take_up, years, here);
    }
    check_years_of(risk_reduction, years, faults);
    for (std::uint32_t year = 1; year <= years && source.replays(); ++year) {
        if (!(events_factor(year) > 1)) continue;
        return within.add("", "replays its years in the order of trials, and has no further ones to be added",
                          "let factors on events be at most 1, or draw its years with `order: sampled`");
    }
}

}  // namespace riskpool
