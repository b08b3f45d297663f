// Covers on an index of the insured's own: a model's performance, a year's revenue, a price.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "models/severity/severity.hpp"
#include "models/sources/effect.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// Readings of different years are independent.
struct YearlyReading {
    Severity law;

    static constexpr std::string_view kind = "yearly_reading";
    static constexpr std::string_view about = "Each year's reading follows one law, whatever the year before was.";
    static constexpr auto fields = field_list(required("law", &YearlyReading::law, "Law of the reading of one year."));
    bool operator==(YearlyReading const&) const = default;
};

/// I_y = I_{y-1} exp(drift - volatility^2 / 2 + volatility Z): a geometric random walk, whose mean grows by e^drift.
struct IndexWalk {
    double start = 0;
    double drift = 0;
    double volatility = 0;

    static constexpr std::string_view kind = "index_walk";
    static constexpr std::string_view about = "The index moves from year to year by a lognormal factor.";
    static constexpr auto fields =
        field_list(required("start", &IndexWalk::start, positive, Unit::none, "The reading before the first year."),
                   optional("drift", &IndexWalk::drift, Bound{-10, 10, false, false, "between -10 and 10"}, Unit::none,
                            "The mean grows by e^drift a year."),
                   required("volatility", &IndexWalk::volatility, Bound{0, 10, true, false, "above 0 and at most 10"},
                            Unit::none, "Standard deviation of the logarithm of one year's factor."));
    bool operator==(IndexWalk const&) const = default;
};

/// I_y = mean + memory (I_{y-1} - mean) + deviation Z: an autoregression of order 1, read as 0 where it is below 0.
struct RevertingIndex {
    double start = 0;
    double mean = 0;
    double memory = 0;
    double deviation = 0;

    static constexpr std::string_view kind = "reverting_index";
    static constexpr std::string_view about = "The index is drawn back to its mean from year to year.";
    static constexpr auto fields = field_list(
        required("start", &RevertingIndex::start, not_negative, Unit::none, "The reading before the first year."),
        required("mean", &RevertingIndex::mean, not_negative, Unit::none, "The level that it is drawn back to."),
        required("memory", &RevertingIndex::memory, Bound{0, 1, false, true, "0 or more and below 1"}, Unit::fraction,
                 "Part of the distance from the mean that is left after a year."),
        required("deviation", &RevertingIndex::deviation, positive, Unit::none,
                 "Standard deviation of one year's shock."));
    bool operator==(RevertingIndex const&) const = default;
};

using IndexProcess = Kinds<YearlyReading, IndexWalk, RevertingIndex>;

enum class TriggerSide : std::uint8_t { below, above };
template <>
struct Choice<TriggerSide> {
    static constexpr std::array<std::pair<std::string_view, TriggerSide>, 2> values{{
        {"below", TriggerSide::below},
        {"above", TriggerSide::above},
    }};
};

/// Each insured has an index, read at the end of each year. Beyond the trigger it is paid an agreed amount: all of it,
/// or in a straight line from nothing at the trigger to all at `exit`. Indices of different insureds hang on one normal
/// factor a year: each is the function of sqrt(rho) Y + sqrt(1 - rho) e. With correlation 1 there is one index for all,
/// whose reading is reported every year, in one event with those who are paid; otherwise each payment is an event.
struct PerformanceDrop {
    Filter covers;
    IndexProcess index;
    TriggerSide pays_when = TriggerSide::below;
    double trigger = 0;
    std::optional<double> exit;
    double amount = 0;
    double part = 0;
    ValueBase of = ValueBase::property;
    double correlation = 0;

    static constexpr std::string_view kind = "performance_drop";
    static constexpr Drivable drivable{.losses = true};
    static constexpr std::string_view about =
        "An agreed amount is paid when an index (performance of a model, revenue, a price) passes a trigger.";
    static constexpr auto fields = field_list(
        optional("covers", &PerformanceDrop::covers, "Who has such a cover; all when left out."),
        required("index", &PerformanceDrop::index, "How the index moves."),
        optional("pays_when", &PerformanceDrop::pays_when, "Whether readings below or above the trigger are paid."),
        required("trigger", &PerformanceDrop::trigger, not_negative, Unit::none,
                 "Reading beyond which something is paid."),
        optional("exit", &PerformanceDrop::exit, not_negative, Unit::none,
                 "Reading from which all is paid, in a straight line from the trigger; all at once when left out."),
        optional("amount", &PerformanceDrop::amount, not_negative, Unit::money,
                 "The most that is paid; this or `part`."),
        optional("part", &PerformanceDrop::part, unit_interval, Unit::fraction,
                 "The same as a part of the value named by `of`."),
        optional("of", &PerformanceDrop::of, "The value of the insured that `part` refers to."),
        optional("correlation", &PerformanceDrop::correlation, unit_interval, Unit::fraction,
                 "Correlation of the normal variables behind the indices of one year; 1 for one index for all."));
    void check(FieldFaults& faults) const;
    /// The part of the agreed amount that a reading calls for, 0 to 1.
    [[nodiscard]] double part_paid(double reading) const noexcept;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(PerformanceDrop const&) const = default;
};

}  // namespace riskpool
