// Losses of another source that are reported over years.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/loss/source.hpp"
#include "sim/scenario/source_register.hpp"

namespace riskpool {

/// The events of another source, of whose insured losses (after deductible and limit, applied once to the whole) the
/// part reported[k] is known by the end of the k-th year after the event. What becomes known in a year is booked in
/// that year, as an event of its own at the same time of the year: pools, funds and treaties see it when it is
/// reported. Proportional treaties cede what they would cede of the whole; a layer by event or risk sees each part by
/// itself.
struct Developing {
    SourceModel source;
    std::vector<double> reported;

    static constexpr std::string_view kind = "developing";
    static constexpr std::string_view about =
        "Another source whose losses become known over years; each year's part is booked in the year of report.";
    static constexpr auto fields = field_list(
        required("source", &Developing::source, "The source whose losses develop."),
        required(
            "reported", &Developing::reported, unit_interval, Unit::fraction,
            "The part of the ultimate loss that is reported by the end of the year of the event, by the end of the "
            "year after, and so on, up to 100%."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    void check_years(std::uint32_t years, FieldFaults& faults) const;
    [[nodiscard]] std::uint32_t last_year() const { return source.years_needed(); }
    [[nodiscard]] std::vector<AssetDependants> shared_assets(Insureds const& insureds) const;
    [[nodiscard]] std::vector<SourceNote> notes(Insureds const& insureds) const;
    [[nodiscard]] std::string_view cause() const { return source.cause(); }
    [[nodiscard]] bool replays() const { return source.replays(); }
    [[nodiscard]] Drivable allows() const { return source.drivable(); }
    [[nodiscard]] std::vector<RiskReductionCost> costs() const { return source.costs(); }
    bool operator==(Developing const&) const = default;
};

}  // namespace riskpool
