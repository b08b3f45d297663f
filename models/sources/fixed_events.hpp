// Given events, the same in every trial: stress tests, and losses of one's own.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/sources/hit.hpp"
#include "sim/base/describe.hpp"
#include "sim/base/random.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// One given event: a list of hits, or in short form the fields of its only hit.
struct FixedEvent {
    std::uint32_t year = 1;
    double time = 0;
    std::vector<Hit> hits;
    std::string insured;  // the short form: the fields of the only hit
    double damage = 0, stock = 0, restart_days = 0, ramp_days = 0;
    double index = 0, reported_after = 0;

    /// The hits, whichever form was given; none if it hits nobody.
    [[nodiscard]] std::vector<Hit> all_hits() const;

    static constexpr std::string_view kind = "fixed_event";
    static constexpr std::string_view about =
        "One event that happens in every trial: with `hits`, or with `insured` and its losses if it hits only one.";
    static constexpr auto fields = field_list(
        required("year", &FixedEvent::year, Bound{1, max_years, false, false, "a year from 1 to 4096"}, Unit::count,
                 "Year of the trial in which it happens, from 1."),
        optional("time", &FixedEvent::time, Bound{0, 1, false, true, "0 or more and below 1"}, Unit::fraction,
                 "Part of the year gone when it happens."),
        optional("hits", &FixedEvent::hits, "What it does to each insured that it hits."),
        optional("insured", &FixedEvent::insured, "Name of the only insured that it hits, in place of `hits`."),
        optional("damage", &FixedEvent::damage, not_negative, Unit::money,
                 "Loss of property of that insured, or any loss that is an amount."),
        optional("stock", &FixedEvent::stock, not_negative, Unit::money, "Its loss of work in progress and stock."),
        optional("restart_days", &FixedEvent::restart_days, not_negative, Unit::days, "Its days without any output."),
        optional("ramp_days", &FixedEvent::ramp_days, not_negative, Unit::days,
                 "Its days after the restart in which output climbs back to normal."),
        optional("index", &FixedEvent::index, not_negative, Unit::none,
                 "Reading that it reports to covers on an index: a magnitude, hours of outage, an industry loss; an "
                 "event with a reading need not hit anybody."),
        optional("reported_after", &FixedEvent::reported_after,
                 Bound{0, 1000, false, false, "between 0 and 1000 (years)"}, Unit::years,
                 "Years from the event until it is reported."));
    void check(FieldFaults& faults) const;
    bool operator==(FixedEvent const&) const = default;
};

/// The events of the list in every trial. They are certain: the source draws nothing.
struct FixedEvents {
    std::vector<FixedEvent> events;

    static constexpr std::string_view kind = "fixed_events";
    static constexpr std::string_view about =
        "Events that happen in every trial, in the years and at the times given: stress tests and known losses.";
    static constexpr auto fields = field_list(required("events", &FixedEvents::events, "The events, in any order."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    /// The last year with an event: a run of fewer years would lose it.
    [[nodiscard]] std::uint32_t last_year() const;
    bool operator==(FixedEvents const&) const = default;
};

}  // namespace riskpool
