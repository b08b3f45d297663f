// A measure that makes losses rarer or smaller, and what it costs (风险减量).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/base/hash.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/risk_reduction_cost.hpp"

namespace riskpool {

/// Of all insureds it prevents events; of some (`covers`) what events do to each of them, one apart from the other.
struct RiskMeasure {
    std::string name;
    std::optional<Filter> covers;
    double fewer_events = 0;
    double smaller_losses = 0;
    std::uint32_t from_year = 1;
    std::uint32_t until_year = 0;
    double cost = 0;
    MeasurePayer paid_by = MeasurePayer::insureds;

    [[nodiscard]] bool works_in(std::uint32_t year) const {
        return year >= from_year && (until_year == 0 || year <= until_year);
    }

    static constexpr std::string_view kind = "risk_measure";
    static constexpr std::string_view about =
        "A measure that prevents a part of the events, or a part of each loss, and what it costs.";
    static constexpr auto fields = field_list(
        required("name", &RiskMeasure::name,
                 "Name under which its cost is told; one of the same name in several sources is one measure, whose "
                 "costs add up."),
        optional("covers", &RiskMeasure::covers,
                 "Whom it protects, each hit apart from the others; without it, it prevents the event itself."),
        optional("fewer_events", &RiskMeasure::fewer_events, unit_interval, Unit::fraction,
                 "Part of the events that it prevents."),
        optional("smaller_losses", &RiskMeasure::smaller_losses, unit_interval, Unit::fraction,
                 "Part of each loss that it prevents, before policy terms."),
        optional("from_year", &RiskMeasure::from_year, Bound{1, 4095, false, false, "a year from 1 to 4095"},
                 Unit::count, "First year in which it works and costs."),
        optional("until_year", &RiskMeasure::until_year, Bound{0, 4095, false, false, "a year up to 4095, or 0"},
                 Unit::count, "Last year in which it works and costs; 0 for no end."),
        optional("cost", &RiskMeasure::cost, not_negative, Unit::money, "What it costs in each of these years."),
        optional("paid_by", &RiskMeasure::paid_by,
                 "Who pays that to providers; what the pool pays belongs into its `expenses`."));
    void check(FieldFaults& faults) const;
    bool operator==(RiskMeasure const&) const = default;
};

/// Reports names given twice.
void check_measures(std::vector<RiskMeasure> const& measures, FieldFaults& faults);
/// Reports measures that begin after the last year.
void check_years_of(std::vector<RiskMeasure> const& measures, std::uint32_t years, FieldFaults& faults);
/// Reports, below `risk_reduction`, names that no insured has, and filters that match nobody.
void check_covers_of(std::vector<RiskMeasure> const& measures, Insureds const& insureds, FieldFaults& faults);

/// The measures of a source, compiled for its insureds.
class RiskMeasures {
public:
    RiskMeasures() = default;
    RiskMeasures(std::vector<RiskMeasure> measures, Insureds const& insureds);

    /// True if some measure protects some insureds and not others: then each hit is asked for.
    [[nodiscard]] bool by_insured() const { return by_insured_; }
    /// The probability that a hit of `insured` in an event of `year` is not prevented, over that of the event.
    [[nodiscard]] double hits_left(std::uint32_t year, InsuredId insured) const;
    /// The part of a loss of `insured` that is not prevented.
    [[nodiscard]] double loss_left(std::uint32_t year, InsuredId insured) const;
    [[nodiscard]] bool make_losses_smaller() const { return smaller_; }
    void add_to(Hash64& hash) const;

private:
    [[nodiscard]] bool protects(std::size_t measure, InsuredId insured) const {
        return covered_[measure].empty() || covered_[measure][insured.index()] != 0;
    }

    std::vector<RiskMeasure> measures_;
    std::vector<std::vector<std::uint8_t>> covered_;  // per measure with `covers`: per insured
    bool by_insured_ = false, smaller_ = false;
};

}  // namespace riskpool
