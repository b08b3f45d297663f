#include "models/sources/risk_measure.hpp"

#include <utility>

#include "models/sources/choice_of_insured.hpp"

namespace riskpool {

namespace {

std::string place_of(std::size_t measure) {
    return "risk_reduction[" + std::to_string(measure) + ']';
}

}  // namespace

void RiskMeasure::check(FieldFaults& faults) const {
    if (name.empty()) faults.add("name", "is empty", "name the measure");
    if (fewer_events == 0 && smaller_losses == 0) {
        faults.add("", "prevents nothing", "give `fewer_events` or `smaller_losses`");
    }
    if (until_year != 0 && until_year < from_year) {
        faults.add("until_year", "is before from_year", "give a later year, or leave it out");
    }
    if (cost == 0 && paid_by != MeasurePayer::insureds) {
        faults.add("paid_by", "says who pays, and it costs nothing", "give `cost`, or leave it out");
    }
}

void check_measures(std::vector<RiskMeasure> const& measures, FieldFaults& faults) {
    for (std::size_t m = 0; m < measures.size(); ++m) {
        for (std::size_t before = 0; before < m; ++before) {
            if (measures[before].name != measures[m].name) continue;
            faults.add(place_of(m) + ".name", '"' + measures[m].name + "\" is named twice",
                       "give each measure a name of its own");
            break;
        }
    }
}

void check_years_of(std::vector<RiskMeasure> const& measures, std::uint32_t years, FieldFaults& faults) {
    for (std::size_t m = 0; m < measures.size(); ++m) {
        if (measures[m].from_year <= years) continue;
        faults.add(place_of(m) + ".from_year",
                   "is year " + std::to_string(measures[m].from_year) + ", and the run has " + std::to_string(years) +
                       (years == 1 ? " year" : " years"),
                   "set `years` higher, or leave the measure out");
    }
}

void check_covers_of(std::vector<RiskMeasure> const& measures, Insureds const& insureds, FieldFaults& faults) {
    for (std::size_t m = 0; m < measures.size(); ++m) {
        if (measures[m].covers) (void)check_covers(*measures[m].covers, insureds, faults, place_of(m) + ".covers");
    }
}

RiskMeasures::RiskMeasures(std::vector<RiskMeasure> measures, Insureds const& insureds)
    : measures_(std::move(measures)) {
    for (auto const& measure : measures_) {
        std::vector<std::uint8_t>& covered = covered_.emplace_back();
        smaller_ = smaller_ || measure.smaller_losses > 0;
        if (!measure.covers) continue;
        by_insured_ = by_insured_ || measure.fewer_events > 0;
        for (auto const& insured : insureds) covered.push_back(measure.covers->matches(insured) ? 1 : 0);
    }
}

void RiskMeasures::add_to(Hash64& hash) const {
    for (std::size_t m = 0; m < measures_.size(); ++m) {
        hash.add(measures_[m].fewer_events).add(measures_[m].smaller_losses);
        hash.add(std::uint64_t{measures_[m].from_year}).add(std::uint64_t{measures_[m].until_year});
        for (const std::uint8_t each : covered_[m]) hash.add(std::uint64_t{each});
    }
}

double RiskMeasures::hits_left(std::uint32_t year, InsuredId insured) const {
    double left = 1;
    for (std::size_t m = 0; m < measures_.size(); ++m) {
        if (!measures_[m].covers || !measures_[m].works_in(year) || !protects(m, insured)) continue;
        left *= 1 - measures_[m].fewer_events;
    }
    return left;
}

double RiskMeasures::loss_left(std::uint32_t year, InsuredId insured) const {
    double left = 1;
    for (std::size_t m = 0; m < measures_.size(); ++m) {
        if (measures_[m].works_in(year) && protects(m, insured)) left *= 1 - measures_[m].smaller_losses;
    }
    return left;
}

}  // namespace riskpool
